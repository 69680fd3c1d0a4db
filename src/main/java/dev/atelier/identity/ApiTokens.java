package dev.atelier.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The tokens that programs call with. Without any the server is open. Thread-safe. */
@ApplicationScoped
public class ApiTokens {
  private static final String SCHEME = "bearer ";

  private final List<byte[]> tokens;

  @Inject
  ApiTokens(
      @ConfigProperty(name = "ATELIER_API_TOKEN") Optional<String> token,
      @ConfigProperty(name = "DESTINY_API_TOKEN") Optional<String> otherToken) {
    this.tokens =
        Stream.of(token, otherToken)
            .flatMap(Optional::stream)
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();
  }

  /** For CDI's proxy only. */
  protected ApiTokens() {
    tokens = List.of();
  }

  /** Whether anybody may call, since no token is set. */
  public boolean open() {
    return tokens.isEmpty();
  }

  /** Whether an {@code Authorization} header carries one of the tokens. */
  public boolean accept(String header) {
    return number(header).isPresent();
  }

  /**
   * Which of the tokens an {@code Authorization} header carries, counted from 0; takes the same
   * time whichever byte differs.
   */
  Optional<Integer> number(String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    byte[] given = header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
    Optional<Integer> accepted = Optional.empty();
    for (int n = 0; n < tokens.size(); n++) {
      if (MessageDigest.isEqual(tokens.get(n), given)) {
        accepted = Optional.of(n);
      }
    }
    return accepted;
  }
}
