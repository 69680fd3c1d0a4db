package dev.atelier.recipe;

import dev.atelier.Caller;
import dev.atelier.Owner;
import dev.atelier.Role;
import java.time.Instant;

/**
 * A named goal that is kept to be given again.
 *
 * @param owner whoever made it
 */
public record Recipe(String id, RecipeDraft draft, Owner owner, Instant madeAt, Instant changedAt) {

  /** Whether it is there for somebody. */
  public boolean isSeenBy(Caller caller) {
    return draft.shared() || owner.mayBe(caller) || caller.may(Role.ADMIN);
  }

  /** Whether somebody may change and delete it. */
  public boolean isChangedBy(Caller caller) {
    return caller.may(Role.ADMIN) || (owner.is(caller) && caller.may(Role.OPERATOR));
  }
}
