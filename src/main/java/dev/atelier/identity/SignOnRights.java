package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What may be done by those whom the provider of single sign-on knows. Thread-safe. */
@ApplicationScoped
public class SignOnRights {
  private final String claim;
  private final Map<String, Role> roles;
  private final Optional<Role> standard;

  /** Whoever restarts the server has everybody sign on again, and their guests with them. */
  private final String run = Secrets.random();

  /**
   * @param claim where the provider names somebody's groups
   * @param roles {@code group=role}, separated by commas; without any, groups that are named as
   *     roles are
   * @param standard the role of those who have none by their groups; empty lets them not in
   * @throws IllegalArgumentException when one of these is no role
   */
  @Inject
  public SignOnRights(
      @ConfigProperty(name = "OIDC_GROUPS_CLAIM", defaultValue = "groups") String claim,
      @ConfigProperty(name = "OIDC_ROLES") Optional<String> roles,
      @ConfigProperty(name = "OIDC_DEFAULT_ROLE") Optional<String> standard) {
    this.claim = claim.strip();
    this.roles = new HashMap<>();
    for (String pair : roles.orElse("").split(",", -1)) {
      if (!pair.isBlank()) {
        int end = pair.lastIndexOf('=');
        String group = end < 0 ? "" : pair.substring(0, end).strip();
        this.roles.put(group, role("OIDC_ROLES", pair, pair.substring(end + 1)));
      }
    }
    this.standard =
        standard.filter(text -> !text.isBlank()).map(text -> role("OIDC_DEFAULT_ROLE", text, text));
  }

  /** For CDI's proxy only. */
  protected SignOnRights() {
    claim = "";
    roles = Map.of();
    standard = Optional.empty();
  }

  private static Role role(String setting, String whole, String word) {
    return Role.of(word.strip())
        .filter(role -> !whole.strip().startsWith("="))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    setting
                        + ": “"
                        + whole.strip()
                        + "” names no role; they are viewer, operator and admin"));
  }

  /** What the provider itself is called in the settings is for others to add. */
  SignOnSettings settings(String name, String issuer, String clientId) {
    return new SignOnSettings(name, issuer, clientId, claim, roles, standard);
  }

  /** The same caller, with the credential that somebody gets now. */
  Caller present(Caller before) {
    Credential credential = before.credential();
    return before.with(new Credential(credential.kind(), credential.id(), run, credential.until()));
  }

  /**
   * Who comes in; empty when they may nothing here. Whoever is bound to desktops administers none.
   *
   * @param claims what the provider says of them
   * @param until when they must come again
   */
  Optional<Caller> caller(Map<String, Object> claims, Instant until) {
    String name =
        IssuedName.of(
            Stream.of("preferred_username", "email", "name", "sub").map(claims::get), "sign-on");
    Optional<Set<String>> desktops =
        Optional.ofNullable(claims.get("desktops")).map(SignOnRights::words).map(Set::copyOf);
    Credential credential =
        new Credential(
            Credential.Kind.SIGN_ON,
            Secrets.hash(String.valueOf(claims.get("sub"))),
            run,
            Optional.of(until));
    return role(words(claims.get(claim)))
        .map(role -> desktops.isPresent() ? role.atMost(Role.OPERATOR) : role)
        .map(role -> new Caller(name, role, desktops, credential));
  }

  private Optional<Role> role(Collection<String> groups) {
    return groups.stream()
        .map(group -> roles.isEmpty() ? Role.of(group) : Optional.ofNullable(roles.get(group)))
        .flatMap(Optional::stream)
        .max(Role::compareTo)
        .or(() -> standard);
  }

  /** Some providers send one group as a text. */
  private static List<String> words(Object claim) {
    Collection<?> all =
        claim instanceof Collection<?> several ? several : Stream.ofNullable(claim).toList();
    return all.stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .collect(Collectors.toList());
  }
}
