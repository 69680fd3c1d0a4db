package dev.atelier.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps tickets; never what opens with them. Thread-safe. */
public interface TicketRepository {

  void add(Ticket ticket);

  Optional<Ticket> find(String id);

  /** Those of a desktop that end after a moment and are not revoked, the newest first. */
  List<Ticket> ofSession(String sessionId, Instant moment);

  /** Whether it was not used before: of many at once, one. */
  boolean use(String id, Instant at);

  /** Whether it was not revoked before. */
  boolean revoke(String id, Instant at);

  /** Forgets those that expired before a moment. */
  void forgetExpired(Instant before);
}
