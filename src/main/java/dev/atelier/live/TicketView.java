package dev.atelier.live;

import dev.atelier.identity.Ticket;
import java.time.Instant;

/** A ticket as the contract lists it: never what opens with it. */
record TicketView(
    String ticketId,
    String purpose,
    String madeBy,
    Instant madeAt,
    Instant expiresAt,
    Instant usedAt) {

  static TicketView of(Ticket ticket) {
    return new TicketView(
        ticket.id(),
        ticket.purpose().word(),
        ticket.madeBy(),
        ticket.madeAt(),
        ticket.expiresAt(),
        ticket.usedAt().orElse(null));
  }
}
