package dev.atelier.identity;

import dev.atelier.Role;
import java.util.Map;
import java.util.Optional;

/**
 * What the settings say of the provider of single sign-on; never its secret.
 *
 * @param name what people call it
 * @param groupsClaim where it names somebody's groups
 * @param roles what the groups may; empty where groups are named as roles are
 * @param standard the role of those who have none by their groups; empty lets them not in
 */
public record SignOnSettings(
    String name,
    String issuer,
    String clientId,
    String groupsClaim,
    Map<String, Role> roles,
    Optional<Role> standard) {
  public SignOnSettings {
    roles = Map.copyOf(roles);
  }
}
