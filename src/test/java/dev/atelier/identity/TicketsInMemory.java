package dev.atelier.identity;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Tickets that are kept in memory. Not thread-safe. */
public final class TicketsInMemory implements TicketRepository {
  private final Map<String, Ticket> tickets = new HashMap<>();
  private int questions;

  /** How often one was looked for. */
  int questions() {
    return questions;
  }

  int size() {
    return tickets.size();
  }

  @Override
  public void add(Ticket ticket) {
    tickets.put(ticket.id(), ticket);
  }

  @Override
  public Optional<Ticket> find(String id) {
    questions++;
    return Optional.ofNullable(tickets.get(id));
  }

  @Override
  public List<Ticket> ofSession(String sessionId, Instant moment) {
    return tickets.values().stream()
        .filter(ticket -> ticket.sessionId().equals(sessionId) && ticket.holdsAt(moment))
        .sorted(Comparator.comparing(Ticket::madeAt).thenComparing(Ticket::id).reversed())
        .toList();
  }

  @Override
  public boolean use(String id, Instant at) {
    return change(id, ticket -> ticket.usedAt().isEmpty(), Optional.of(at), Optional.empty());
  }

  @Override
  public boolean revoke(String id, Instant at) {
    return change(id, ticket -> ticket.revokedAt().isEmpty(), Optional.empty(), Optional.of(at));
  }

  private boolean change(
      String id, Predicate<Ticket> when, Optional<Instant> used, Optional<Instant> revoked) {
    Ticket before = tickets.get(id);
    if (before == null || !when.test(before)) {
      return false;
    }
    tickets.put(
        id,
        new Ticket(
            id,
            before.sessionId(),
            before.purpose(),
            before.role(),
            before.madeBy(),
            before.madeWith(),
            before.madeAt(),
            before.expiresAt(),
            used.or(before::usedAt),
            revoked.or(before::revokedAt)));
    return true;
  }

  @Override
  public void forgetExpired(Instant before) {
    tickets.values().removeIf(ticket -> ticket.expiresAt().isBefore(before));
  }
}
