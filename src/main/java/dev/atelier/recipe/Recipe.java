package dev.atelier.recipe;

import dev.atelier.Caller;
import dev.atelier.Role;
import java.time.Instant;

/**
 * A named goal that is kept to be given again.
 *
 * @param owner the name of whoever made it
 */
public record Recipe(
    String id, RecipeDraft draft, String owner, Instant madeAt, Instant changedAt) {

  /** Whether it is there for somebody. */
  public boolean isSeenBy(Caller caller) {
    return draft.shared() || isOf(caller) || caller.may(Role.ADMIN);
  }

  /** Whether somebody may change and delete it. */
  public boolean isChangedBy(Caller caller) {
    return caller.may(Role.ADMIN) || (isOf(caller) && caller.may(Role.OPERATOR));
  }

  private boolean isOf(Caller caller) {
    return owner.equals(caller.name());
  }
}
