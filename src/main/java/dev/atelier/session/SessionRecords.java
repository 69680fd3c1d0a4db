package dev.atelier.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Stores each change of a session together with whatever observes it. Thread-safe. */
@ApplicationScoped
class SessionRecords {
  private final SessionRepository sessions;
  private final Event<SessionChanged> changes;

  @Inject
  SessionRecords(SessionRepository sessions, Event<SessionChanged> changes) {
    this.sessions = sessions;
    this.changes = changes;
  }

  /** For CDI's proxy only. */
  protected SessionRecords() {
    this(null, null);
  }

  @Transactional
  void add(Session session, String actor) {
    sessions.add(session);
    changes.fire(new SessionChanged(session, "session.created", actor));
  }

  /**
   * Changes a session if it is still there.
   *
   * @return the session after the change; empty when it has been deleted meanwhile
   */
  @Transactional
  Optional<Session> change(String id, String type, String actor, UnaryOperator<Session> change) {
    Optional<Session> before = sessions.lock(id);
    Optional<Session> after = before.map(change);
    if (!after.equals(before)) {
      after.ifPresent(
          session -> {
            sessions.update(session);
            changes.fire(new SessionChanged(session, type, actor));
          });
    }
    return after;
  }

  /**
   * Removes a session.
   *
   * @return whether it was still there
   */
  @Transactional
  boolean remove(Session session, String type, String actor) {
    boolean removed = sessions.remove(session.id());
    if (removed) {
      changes.fire(new SessionChanged(session, type, actor));
    }
    return removed;
  }

  Optional<Session> find(String id) {
    return sessions.find(id);
  }

  boolean known(String id) {
    return sessions.known(id);
  }

  List<Session> all() {
    return sessions.all();
  }
}
