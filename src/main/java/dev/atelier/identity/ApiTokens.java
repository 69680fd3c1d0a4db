package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.Role;
import dev.atelier.Secret;
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
  private final Map<String, Secret> tokens = new LinkedHashMap<>();

  @Inject
  public ApiTokens(
      @ConfigProperty(name = "ATELIER_API_TOKEN") Optional<Secret> token,
      @ConfigProperty(name = "DESTINY_API_TOKEN") Optional<Secret> otherToken) {
    add("token", token);
    add("token 2", otherToken);
  }

  /** For CDI's proxy only. */
  protected ApiTokens() {}

  private void add(String name, Optional<Secret> token) {
    Secret.set(token).ifPresent(secret -> tokens.put(name, secret));
  }

  /** Whether none is set. */
  boolean none() {
    return tokens.isEmpty();
  }

  /** Who a secret is for; takes the same time whichever letter differs. */
  Optional<Caller> caller(String secret) {
    Optional<Caller> caller = Optional.empty();
    for (Map.Entry<String, Secret> token : tokens.entrySet()) {
      if (token.getValue().is(secret)) {
        caller = Optional.of(caller(token.getKey(), token.getValue()));
      }
    }
    return caller;
  }

  /** Who has the token of that name, if one is set. */
  Optional<Caller> named(String name) {
    return Optional.ofNullable(tokens.get(name)).map(secret -> caller(name, secret));
  }

  private static Caller caller(String name, Secret secret) {
    return Caller.of(name, Role.ADMIN)
        .with(new Credential(Credential.Kind.SETTING, name, Secrets.hash(secret.revealed())));
  }
}
