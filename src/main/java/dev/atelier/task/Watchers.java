package dev.atelier.task;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who watches what, by its id; nothing is kept of what nobody watches. Thread-safe. */
public final class Watchers<W> {
  private final Map<String, Set<W>> watching = new ConcurrentHashMap<>();

  public void add(String id, W watcher) {
    var unused =
        watching.compute(
            id,
            (same, present) -> {
              Set<W> all = present == null ? ConcurrentHashMap.newKeySet() : present;
              all.add(watcher);
              return all;
            });
  }

  public void forget(String id, W watcher) {
    var unused =
        watching.computeIfPresent(
            id,
            (same, present) -> {
              present.remove(watcher);
              return present.isEmpty() ? null : present;
            });
  }

  /** Those who watch it; a view that changes with them. */
  public Set<W> of(String id) {
    return watching.getOrDefault(id, Set.of());
  }

  /** Everybody, by what they watch. */
  Collection<Set<W>> all() {
    return watching.values();
  }

  int count() {
    return watching.values().stream().mapToInt(Set::size).sum();
  }
}
