package dev.atelier.session;

import java.util.List;
import java.util.Optional;

/** Keeps sessions. Takes part in the caller's transaction. Thread-safe. */
public interface SessionRepository {
  void add(Session session);

  /** As {@link #add}, and remembers that it was made as the default one. */
  void addDefault(Session session);

  /** The one that was made as the default one, unless it is gone. */
  Optional<Session> findDefault();

  /** Ids of all that were ever made as the default one, newest first. */
  List<String> defaults();

  /** Writes what changed; the session must have been added. */
  void update(Session session);

  /**
   * Marks it as gone; what others keep of it (transcripts, audit) stays.
   *
   * @param purge whether its home is to go as well
   * @return whether it was there until now
   */
  boolean remove(String id, boolean purge);

  /** Those marked as gone whose home is still to go, or may be. */
  List<Session> toPurge();

  /** Notes that nothing of its home is left. */
  void purged(String id);

  /** Whether that has been noted. */
  boolean isPurged(String id);

  Optional<Session> find(String id);

  /** As {@link #find}, locked until the caller's transaction ends, so that no change is lost. */
  Optional<Session> lock(String id);

  /** Whether there is, or ever was, such a session. */
  boolean known(String id);

  /** In the order in which they were created. */
  List<Session> all();
}
