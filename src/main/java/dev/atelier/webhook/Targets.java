package dev.atelier.webhook;

import dev.atelier.MadeAtStart;
import dev.atelier.identity.AddressRange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which addresses may be told: those of the internet, unless the settings allow others.
 * Thread-safe.
 */
@ApplicationScoped
public class Targets implements MadeAtStart {
  private static final String SETTING = "ATELIER_WEBHOOK_ALLOW_PRIVATE";
  private static final Duration LOOKUP_LIMIT = Duration.ofSeconds(5);
  private static final int MOST_PORT = 65535;

  /** Not of the internet, by IANA's registry of special-purpose addresses. */
  private static final List<AddressRange> SPECIAL =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          // Azure's metadata, at an address that is public by its number.
          "168.63.129.16/32",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3",
          // Of 2000::/3: Teredo and others, documentation, 6to4, which may hold an address of
          // above.
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "3fff::/20");

  /** All of IPv6 that is given out; translated and mapped addresses lie outside. */
  private static final AddressRange INTERNET_6 = AddressRange.of("2000::/3");

  private final boolean all;
  private final List<AddressRange> allowed;
  private final Resolver resolver;

  /** Tells the addresses of a name. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /** An address that may not be told, in words that follow the field's name. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason);
    }
  }

  /**
   * @param allowed {@code true}, {@code false}, or addresses and ranges separated by commas
   * @throws IllegalArgumentException when one is neither
   */
  @Inject
  Targets(
      @ConfigProperty(name = "ATELIER_WEBHOOK_ALLOW_PRIVATE", defaultValue = "false")
          String allowed) {
    this(allowed, Targets::lookedUp);
  }

  Targets(String allowed, Resolver resolver) {
    String words = allowed.strip().toLowerCase(Locale.ROOT);
    this.all = words.equals("true");
    this.allowed =
        words.equals("true") || words.equals("false")
            ? List.of()
            : Arrays.stream(words.split(",", -1))
                .filter(one -> !one.isBlank())
                .map(one -> AddressRange.read(SETTING, one))
                .toList();
    this.resolver = resolver;
  }

  /** For CDI's proxy only. */
  protected Targets() {
    this("false", host -> new InetAddress[0]);
  }

  /** Name servers may take their time, and nobody can be told to stop waiting for one. */
  private static InetAddress[] lookedUp(String host) throws UnknownHostException {
    FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> InetAddress.getAllByName(host));
    Thread thread = new Thread(lookup, "name-lookup");
    thread.setDaemon(true);
    thread.start();
    try {
      return lookup.get(LOOKUP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException unknown) {
      throw new UnknownHostException(host);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host);
    }
  }

  private static List<AddressRange> ranges(String... texts) {
    return Stream.of(texts).map(AddressRange::of).toList();
  }

  /**
   * Reads an address, without asking whether it may be told.
   *
   * @throws Refused when it is not one of the web
   */
  URI read(String text) throws Refused {
    URI url;
    try {
      url = new URI(new URI(text.strip()).toASCIIString());
    } catch (URISyntaxException malformed) {
      throw new Refused("is not an address: " + malformed.getReason());
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new Refused("must begin with https:// or http://");
    }
    if (url.getHost() == null || url.getPort() == 0 || url.getPort() > MOST_PORT) {
      throw new Refused("must name a host, such as https://example.com/hook");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new Refused("must be without a user's name, a password and a part after #");
    }
    return url;
  }

  /**
   * Where the address leads at this moment, all of which may be told.
   *
   * @throws Refused when it leads to one that may not
   * @throws UnknownHostException when it leads nowhere
   */
  List<InetAddress> addresses(URI url) throws Refused, UnknownHostException {
    List<InetAddress> found = List.of(resolver.addresses(host(url)));
    for (InetAddress address : found) {
      if (!mayBeTold(address)) {
        throw new Refused(
            "leads to "
                + address.getHostAddress()
                + ", an address that is not of the internet; "
                + SETTING
                + " lists those that may be told all the same");
      }
    }
    return found;
  }

  private boolean mayBeTold(InetAddress address) {
    return all || allowed.stream().anyMatch(range -> range.holds(address)) || isPublic(address);
  }

  private static boolean isPublic(InetAddress address) {
    return SPECIAL.stream().noneMatch(range -> range.holds(address))
        && (address.getAddress().length == 4 || INTERNET_6.holds(address));
  }

  /** As name servers and certificates write it: without the brackets of an IPv6 address. */
  static String host(URI url) {
    String host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
