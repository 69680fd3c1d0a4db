package dev.atelier.identity;

import dev.atelier.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Every kind of token that an {@code Authorization} header may carry. Thread-safe. */
@ApplicationScoped
public class BearerTokens {
  private static final String SCHEME = "bearer ";

  private final ApiTokens ofSettings;
  private final AccessTokens madeHere;
  private final WebTokens ofIssuer;

  @Inject
  public BearerTokens(ApiTokens ofSettings, AccessTokens madeHere, WebTokens ofIssuer) {
    this.ofSettings = ofSettings;
    this.madeHere = madeHere;
    this.ofIssuer = ofIssuer;
  }

  /** For CDI's proxy only. */
  protected BearerTokens() {
    this(null, null, null);
  }

  /** Whether the settings ask nobody for a token, so that anybody may do everything. */
  public boolean nobodyIsAsked() {
    return ofSettings.none() && !ofIssuer.expected();
  }

  /** Who a header is of; empty when it is none of the tokens, or missing. */
  Optional<Caller> caller(String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String secret = header.substring(SCHEME.length()).strip();
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    return ofSettings
        .caller(secret)
        .or(() -> madeHere.caller(secret))
        .or(() -> ofIssuer.caller(secret));
  }
}
