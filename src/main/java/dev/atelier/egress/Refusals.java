package dev.atelier.egress;

import dev.atelier.desktop.EgressDenial;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What desktops were refused. Each kind is put on record when it is first met and then at most once
 * an hour, with how often it was met: a page with a thousand trackers does not flood the record.
 */
@ApplicationScoped
@Transactional
public class Refusals {
  static final int MOST_KINDS = 200;
  private static final Duration BETWEEN_RECORDS = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofDays(7);
  private static final int ANSWERED = 100;

  private final EgressRepository repository;
  private final Event<EgressDenied> denials;
  private final Clock clock;

  @Inject
  Refusals(EgressRepository repository, Event<EgressDenied> denials, Clock clock) {
    this.repository = repository;
    this.denials = denials;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Refusals() {
    this(null, null, null);
  }

  List<Refusal> of(String sessionId) {
    return repository.refusals(sessionId, ANSWERED);
  }

  /** Whether an earlier run of the server has heard of it. */
  boolean isKnown(EgressDenial denial) {
    return denial.line() <= repository.lastLine(denial.boot());
  }

  void note(EgressDenial denial) {
    Instant now = clock.instant();
    EgressDenial counted = isOneTooMany(denial) ? withoutName(denial) : denial;
    Refusal refusal =
        repository
            .refusal(counted.desktop(), counted)
            .map(before -> before.again(counted, now))
            .orElseGet(() -> Refusal.first(counted, now));
    if (!refusal.recordedAt().plus(BETWEEN_RECORDS).isAfter(now)) {
      denials.fire(
          new EgressDenied(
              refusal.sessionId(),
              refusal.host(),
              refusal.port(),
              refusal.reason(),
              refusal.unrecorded()));
      refusal = refusal.onRecord(now);
    }
    repository.keep(refusal);
  }

  private boolean isOneTooMany(EgressDenial denial) {
    return !denial.host().isEmpty()
        && repository.refusal(denial.desktop(), denial).isEmpty()
        && repository.count(denial.desktop()) >= MOST_KINDS;
  }

  private static EgressDenial withoutName(EgressDenial denial) {
    return new EgressDenial(
        denial.desktop(), "", 0, "many", denial.count(), denial.boot(), denial.line());
  }

  void forgetOld() {
    repository.forgetRefusals(clock.instant().minus(KEPT));
  }
}
