package dev.atelier.storage;

import dev.atelier.Role;
import dev.atelier.identity.Purpose;
import dev.atelier.identity.Ticket;
import dev.atelier.identity.TicketRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Tickets in the database. Thread-safe. */
@ApplicationScoped
class JdbiTicketRepository implements TicketRepository {
  private final Jdbi jdbi;

  @Inject
  JdbiTicketRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiTicketRepository() {
    this(null);
  }

  @Override
  public void add(Ticket ticket) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into ticket
                      (id, session_id, purpose, role, made_by, made_at, expires_at)
                    values (:id, :sessionId, :purpose, :role, :madeBy, :madeAt, :expiresAt)
                    """)
                .bind("id", ticket.id())
                .bind("sessionId", ticket.sessionId())
                .bind("purpose", ticket.purpose().name())
                .bind("role", ticket.role().word())
                .bind("madeBy", ticket.madeBy())
                .bind("madeAt", Times.toSql(ticket.madeAt()))
                .bind("expiresAt", Times.toSql(ticket.expiresAt()))
                .execute());
  }

  @Override
  public Optional<Ticket> find(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from ticket where id = :id")
                .bind("id", id)
                .map((row, context) -> ticket(row))
                .findOne());
  }

  @Override
  public boolean use(String id, Instant at) {
    return change("set used_at = :at where id = :value and used_at is null", id, at) == 1;
  }

  @Override
  public boolean revoke(String id, Instant at) {
    return change("set revoked_at = :at where id = :value and revoked_at is null", id, at) == 1;
  }

  @Override
  public void revokeThoseOf(String madeBy, Instant at) {
    change("set revoked_at = :at where made_by = :value and revoked_at is null", madeBy, at);
  }

  private int change(String change, String value, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate("update ticket " + change)
                .bind("value", value)
                .bind("at", Times.toSql(at))
                .execute());
  }

  @Override
  public void forgetExpired(Instant before) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from ticket where expires_at < :before")
                .bind("before", Times.toSql(before))
                .execute());
  }

  private static Ticket ticket(ResultSet row) throws SQLException {
    return new Ticket(
        row.getString("id"),
        row.getString("session_id"),
        Purpose.valueOf(row.getString("purpose")),
        Role.of(row.getString("role")).orElseThrow(),
        row.getString("made_by"),
        Times.fromSql(row, "made_at"),
        Times.fromSql(row, "expires_at"),
        Times.optionalFromSql(row, "used_at"),
        Times.optionalFromSql(row, "revoked_at"));
  }
}
