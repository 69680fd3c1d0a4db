package dev.atelier.schedule;

import dev.atelier.Caller;
import dev.atelier.Owner;
import dev.atelier.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A goal that is given again and again by the clock.
 *
 * @param madeBy whoever made it: they and admins change it
 * @param runsAs whoever saved it last: it may no more than they may when it is due
 * @param nextAt when it is due next; empty while it is off, or never due again
 */
public record Schedule(
    String id,
    ScheduleDraft draft,
    Owner madeBy,
    Caller runsAs,
    Instant madeAt,
    Instant changedAt,
    Optional<Instant> nextAt) {

  public boolean isSeenBy(Caller caller) {
    return caller.sees(draft.sessionId());
  }

  public boolean isChangedBy(Caller caller) {
    return isSeenBy(caller)
        && (caller.may(Role.ADMIN) || (madeBy.is(caller) && caller.may(Role.OPERATOR)));
  }

  /** The next times after a moment, as if it were on. */
  public List<Instant> nextTimes(Instant after, int count) {
    return draft.timetable().next(after, count);
  }
}
