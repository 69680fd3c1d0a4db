package dev.atelier.identity;

import java.time.Instant;
import java.util.Optional;

/** Keeps tickets; never what opens with them. Thread-safe. */
public interface TicketRepository {

  void add(Ticket ticket);

  Optional<Ticket> find(String id);

  /** Whether it was not used before: of many at once, one. */
  boolean use(String id, Instant at);

  /** Whether it was not revoked before. */
  boolean revoke(String id, Instant at);

  /** Forgets those that expired before a moment. */
  void forgetExpired(Instant before);
}
