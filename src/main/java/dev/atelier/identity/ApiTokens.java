package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The tokens of the server's settings, which open everything. Thread-safe. */
@ApplicationScoped
public class ApiTokens {
  /** By the name that callers with it have on record. */
  private final Map<String, String> tokens = new LinkedHashMap<>();

  @Inject
  public ApiTokens(
      @ConfigProperty(name = "ATELIER_API_TOKEN") Optional<String> token,
      @ConfigProperty(name = "DESTINY_API_TOKEN") Optional<String> otherToken) {
    add("token", token);
    add("token 2", otherToken);
  }

  /** For CDI's proxy only. */
  protected ApiTokens() {}

  private void add(String name, Optional<String> token) {
    token
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> tokens.put(name, text));
  }

  /** Whether none is set. */
  boolean none() {
    return tokens.isEmpty();
  }

  /** Who a secret is for; takes the same time whichever letter differs. */
  Optional<Caller> caller(String secret) {
    Optional<Caller> caller = Optional.empty();
    for (Map.Entry<String, String> token : tokens.entrySet()) {
      if (Secrets.equal(token.getValue(), secret)) {
        caller = Optional.of(caller(token.getKey(), token.getValue()));
      }
    }
    return caller;
  }

  /** Who has the token of that name, if one is set. */
  Optional<Caller> named(String name) {
    return Optional.ofNullable(tokens.get(name)).map(secret -> caller(name, secret));
  }

  private static Caller caller(String name, String secret) {
    return Caller.of(name, Role.ADMIN)
        .with(new Credential(Credential.Kind.SETTING, name, Secrets.hash(secret)));
  }
}
