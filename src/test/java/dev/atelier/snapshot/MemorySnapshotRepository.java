package dev.atelier.snapshot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Snapshots in a map, which keeps the order in which they were added. Thread-safe. */
public final class MemorySnapshotRepository implements SnapshotRepository {
  private final Map<String, Snapshot> snapshots = new LinkedHashMap<>();
  private final List<Restoration> restorations = new ArrayList<>();

  @Override
  public synchronized void add(Snapshot snapshot) {
    snapshots.put(snapshot.id(), snapshot);
  }

  @Override
  public synchronized void update(Snapshot snapshot) {
    snapshots.replace(snapshot.id(), snapshot);
  }

  @Override
  public synchronized void remove(String id) {
    snapshots.remove(id);
  }

  @Override
  public synchronized Optional<Snapshot> find(String id) {
    return Optional.ofNullable(snapshots.get(id));
  }

  @Override
  public synchronized List<Snapshot> all() {
    List<Snapshot> all = new ArrayList<>(snapshots.values());
    Collections.reverse(all);
    return all;
  }

  @Override
  public List<Snapshot> ofSession(String sessionId) {
    return all().stream().filter(each -> each.sessionId().equals(sessionId)).toList();
  }

  @Override
  public synchronized void add(Restoration restoration) {
    restorations.add(restoration);
  }

  @Override
  public synchronized List<Restoration> restorations(String sessionId) {
    return restorations.stream().filter(each -> each.sessionId().equals(sessionId)).toList();
  }

  @Override
  public Optional<Snapshot> ofTask(String taskId) {
    return all().stream().filter(each -> each.taskId().equals(Optional.of(taskId))).findFirst();
  }
}
