package dev.atelier.live;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.identity.Purpose;
import dev.atelier.identity.Tickets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tickets with which whoever took control opens the connection that drives. Thread-safe. */
@ApplicationScoped
class DrivingTickets {
  private static final Duration LIFE = Duration.ofMinutes(1);

  private final Map<String, Drive> leaseOf = new ConcurrentHashMap<>();
  private final Tickets tickets;
  private final Clock clock;

  private record Drive(String leaseId, Instant until) {}

  @Inject
  DrivingTickets(Tickets tickets, Clock clock) {
    this.tickets = tickets;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected DrivingTickets() {
    this(null, null);
  }

  /** Makes one for a lease; it is for one use, soon. */
  Tickets.Made make(String sessionId, String leaseId, Caller holder) {
    Instant now = clock.instant();
    leaseOf.values().removeIf(drive -> drive.until().isBefore(now));
    Tickets.Made made = tickets.make(sessionId, Purpose.CONTROL, LIFE, holder);
    leaseOf.put(made.ticket().id(), new Drive(leaseId, made.ticket().expiresAt()));
    return made;
  }

  /** The lease that a viewer's ticket was made for, if it was; known once. */
  Optional<String> leaseOf(Caller viewer) {
    return viewer.credential().is(Credential.Kind.TICKET)
        ? Optional.ofNullable(leaseOf.remove(viewer.credential().id())).map(Drive::leaseId)
        : Optional.empty();
  }
}
