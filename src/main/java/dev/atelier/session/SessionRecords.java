package dev.atelier.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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

  /** As {@link #add}, of the default one. */
  @Transactional
  void addDefault(Session session, String actor) {
    sessions.addDefault(session);
    changes.fire(new SessionChanged(session, "session.created", actor));
  }

  /**
   * Puts on record what somebody wants of a session, before it is done.
   *
   * @throws UnknownSession when it is not there
   */
  @Transactional
  void asked(String id, String type, String actor) {
    Session session = sessions.find(id).orElseThrow(() -> new UnknownSession(id));
    changes.fire(new SessionChanged(session, type, actor));
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
   * Removes a session if it still is as expected, and keeps in mind whether its home is to go too.
   *
   * @return what was removed; empty when it is gone already, or not as expected
   */
  @Transactional
  Optional<Session> remove(
      String id, boolean purgeHome, String actor, Predicate<Session> expected) {
    Optional<Session> found = sessions.lock(id).filter(expected);
    return found.filter(
        session -> {
          boolean removed = sessions.remove(id, purgeHome);
          if (removed) {
            String type = purgeHome ? "session.purged" : "session.deleted";
            changes.fire(new SessionChanged(session, type, actor));
          }
          return removed;
        });
  }

  /** Removed sessions whose home is still to go. */
  List<Session> toPurge() {
    return sessions.toPurge();
  }

  @Transactional
  void purged(String id) {
    sessions.purged(id);
  }

  boolean isPurged(String id) {
    return sessions.isPurged(id);
  }

  Optional<Session> find(String id) {
    return sessions.find(id);
  }

  Optional<Session> findDefault() {
    return sessions.findDefault();
  }

  /** Newest first, also those that are gone. */
  List<String> defaults() {
    return sessions.defaults();
  }

  boolean known(String id) {
    return sessions.known(id);
  }

  List<Session> all() {
    return sessions.all();
  }
}
