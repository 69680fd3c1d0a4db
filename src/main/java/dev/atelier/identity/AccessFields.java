package dev.atelier.identity;

import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What requests about tokens and users have in common. */
final class AccessFields {
  private static final int MOST_DESKTOPS = 50;
  private static final int LONGEST_ID = 40;

  private AccessFields() {}

  static Optional<Role> role(JsonBody json) {
    return json.text("role", 1, 20)
        .map(
            word ->
                Role.of(word)
                    .orElseThrow(
                        () -> new InvalidField("role", "must be viewer, operator or admin")));
  }

  /** Ids of the only desktops; empty when there are no bounds. */
  static Optional<Set<String>> desktops(JsonBody json) {
    return json.texts("desktops", MOST_DESKTOPS, 1, LONGEST_ID).map(HashSet::new);
  }

  static void requireNoBounds(Role role, Optional<Set<String>> desktops) {
    if (role == Role.ADMIN && desktops.isPresent()) {
      throw new InvalidField("desktops", "cannot be given to an admin, who may see every desktop");
    }
  }
}
