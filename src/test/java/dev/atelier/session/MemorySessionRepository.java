package dev.atelier.session;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sessions in a map. Thread-safe. */
public final class MemorySessionRepository implements SessionRepository {
  private final Map<String, Session> present = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private Optional<Thread> forbidden = Optional.empty();

  /** Makes a thread fail that reads or writes from now on. */
  public synchronized void forbid(Thread thread) {
    forbidden = Optional.of(thread);
  }

  private void requireAllowed() {
    if (forbidden.filter(Thread.currentThread()::equals).isPresent()) {
      throw new IllegalStateException("this thread may be interrupted, and must not be here");
    }
  }

  @Override
  public synchronized void add(Session session) {
    present.put(session.id(), session);
    known.add(session.id());
  }

  @Override
  public synchronized void update(Session session) {
    present.replace(session.id(), session);
  }

  @Override
  public synchronized boolean remove(String id) {
    return present.remove(id) != null;
  }

  @Override
  public synchronized Optional<Session> find(String id) {
    requireAllowed();
    return Optional.ofNullable(present.get(id));
  }

  @Override
  public Optional<Session> lock(String id) {
    return find(id);
  }

  @Override
  public synchronized boolean known(String id) {
    return known.contains(id);
  }

  @Override
  public synchronized List<Session> all() {
    return List.copyOf(present.values());
  }
}
