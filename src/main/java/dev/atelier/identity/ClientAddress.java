package dev.atelier.identity;

import dev.atelier.MadeAtStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a request comes from: the address of the connection, or, when that is a trusted proxy's,
 * what the proxies say. Thread-safe.
 */
@ApplicationScoped
public class ClientAddress implements MadeAtStart {
  private final List<AddressRange> proxies;

  /**
   * @param proxies addresses and ranges, separated by commas
   * @throws IllegalArgumentException when one is neither
   */
  @Inject
  public ClientAddress(@ConfigProperty(name = "ATELIER_TRUSTED_PROXIES") Optional<String> proxies) {
    this.proxies =
        proxies.stream()
            .flatMap(all -> List.of(all.split(",")).stream())
            .filter(one -> !one.isBlank())
            .map(one -> AddressRange.read("ATELIER_TRUSTED_PROXIES", one))
            .toList();
  }

  /** For CDI's proxy only. */
  protected ClientAddress() {
    proxies = List.of();
  }

  /** The nearest address that is not a trusted proxy's; nobody can make one up. */
  public String of(HttpServletRequest request) {
    List<String> hops = Forwarded.clients(request);
    String nearest = request.getRemoteAddr();
    for (int at = hops.size() - 1; at >= 0 && isProxy(nearest); at--) {
      nearest = hops.get(at).strip();
    }
    return nearest;
  }

  /** Whether what comes from an address is believed. */
  boolean isProxy(String address) {
    return proxies.stream().anyMatch(range -> range.holds(address));
  }
}
