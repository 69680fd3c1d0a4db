package dev.atelier.session;

import java.util.List;
import java.util.Optional;

/** Keeps sessions. Takes part in the caller's transaction. Thread-safe. */
public interface SessionRepository {
  void add(Session session);

  /** Writes what changed; the session must have been added. */
  void update(Session session);

  /**
   * Marks it as gone; what others keep of it (transcripts, audit) stays.
   *
   * @return whether it was there until now
   */
  boolean remove(String id);

  Optional<Session> find(String id);

  /** As {@link #find}, locked until the caller's transaction ends, so that no change is lost. */
  Optional<Session> lock(String id);

  /** Whether there is, or ever was, such a session. */
  boolean known(String id);

  /** In the order in which they were created. */
  List<Session> all();
}
