package dev.atelier.storage;

import dev.atelier.Credential;
import dev.atelier.Role;
import dev.atelier.identity.Purpose;
import dev.atelier.identity.Ticket;
import dev.atelier.identity.TicketRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
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
                      (id, session_id, purpose, role, made_by, made_with, made_with_id, made_with_until, seal,
                       made_at,
                       expires_at)
                    values (:id, :sessionId, :purpose, :role, :madeBy, :madeWith, :madeWithId, :madeWithUntil, :seal,
                            :madeAt, :expiresAt)
                    """)
                .bind("id", ticket.id())
                .bind("sessionId", ticket.sessionId())
                .bind("purpose", ticket.purpose().name())
                .bind("role", ticket.role().word())
                .bind("madeBy", ticket.madeBy())
                .bind("madeWith", ticket.madeWith().kind().name())
                .bind("madeWithId", ticket.madeWith().id())
                .bind("madeWithUntil", ticket.madeWith().until().map(Times::toSql).orElse(null))
                .bind("seal", ticket.madeWith().version())
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
  public List<Ticket> ofSession(String sessionId, Instant moment) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from ticket
                    where session_id = :session and revoked_at is null and expires_at > :moment
                    order by made_at desc, id desc
                    """)
                .bind("session", sessionId)
                .bind("moment", Times.toSql(moment))
                .map((row, context) -> ticket(row))
                .list());
  }

  @Override
  public boolean use(String id, Instant at) {
    return change("set used_at = :at where id = :id and used_at is null", id, at) == 1;
  }

  @Override
  public boolean revoke(String id, Instant at) {
    return change("set revoked_at = :at where id = :id and revoked_at is null", id, at) == 1;
  }

  private int change(String change, String id, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate("update ticket " + change)
                .bind("id", id)
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
        new Credential(
            Credential.Kind.valueOf(row.getString("made_with")),
            row.getString("made_with_id"),
            row.getString("seal"),
            Times.optionalFromSql(row, "made_with_until")),
        Times.fromSql(row, "made_at"),
        Times.fromSql(row, "expires_at"),
        Times.optionalFromSql(row, "used_at"),
        Times.optionalFromSql(row, "revoked_at"));
  }
}
