package dev.atelier.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sessions in a map. Thread-safe. */
public final class MemorySessionRepository implements SessionRepository {
  private final Map<String, Session> present = new LinkedHashMap<>();
  private final List<String> defaults = new ArrayList<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, Session> toPurge = new LinkedHashMap<>();
  private final Set<String> purged = new LinkedHashSet<>();
  private Optional<Thread> forbidden = Optional.empty();
  private int outages;

  /** Makes a thread fail that reads or writes from now on. */
  public synchronized void forbid(Thread thread) {
    forbidden = Optional.of(thread);
  }

  /** Makes the next reads and writes of single sessions fail, as when a database is away. */
  public synchronized void fail(int times) {
    outages = times;
  }

  /** How many of them are still to fail. */
  public synchronized int outages() {
    return outages;
  }

  private void requireAllowed() {
    if (outages > 0) {
      outages--;
      throw new IllegalStateException("the database is away");
    }
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
  public synchronized void addDefault(Session session) {
    add(session);
    defaults.add(0, session.id());
  }

  @Override
  public synchronized Optional<Session> findDefault() {
    return defaults.stream().filter(present::containsKey).map(present::get).findFirst();
  }

  @Override
  public synchronized List<String> defaults() {
    return List.copyOf(defaults);
  }

  @Override
  public synchronized void update(Session session) {
    present.replace(session.id(), session);
  }

  @Override
  public synchronized boolean remove(String id, boolean purge) {
    Session removed = present.remove(id);
    if (removed != null && purge) {
      toPurge.put(id, removed);
    }
    return removed != null;
  }

  @Override
  public synchronized List<Session> toPurge() {
    return List.copyOf(toPurge.values());
  }

  @Override
  public synchronized void purged(String id) {
    if (toPurge.remove(id) != null) {
      purged.add(id);
    }
  }

  @Override
  public synchronized boolean isPurged(String id) {
    return purged.contains(id);
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
