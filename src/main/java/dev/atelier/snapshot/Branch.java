package dev.atelier.snapshot;

import dev.atelier.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A desktop with what was saved of it, and what was made from that.
 *
 * @param sessionId the desktop, which may be gone
 * @param label what it is called, or was when it was saved last
 * @param there whether it is still there
 * @param twigs its snapshots, newest first
 */
public record Branch(String sessionId, String label, boolean there, List<Twig> twigs) {

  /**
   * A snapshot.
   *
   * @param made the desktops that were made from it and are there
   */
  public record Twig(Snapshot snapshot, List<Branch> made) {}

  public Branch {
    twigs = List.copyOf(twigs);
  }

  /**
   * What came from what: each of these desktops below the snapshot that it was made from, where
   * that is among these snapshots; else at the top. Desktops that are gone come last.
   *
   * @param sessions in the order in which they are to come
   * @param snapshots newest first
   */
  public static List<Branch> grow(List<Session> sessions, List<Snapshot> snapshots) {
    return new Growth(sessions, snapshots).trunk();
  }

  /** How many snapshots there are, those of what was made from them too. */
  public int count() {
    return twigs.stream()
        .mapToInt(twig -> 1 + twig.made().stream().mapToInt(Branch::count).sum())
        .sum();
  }

  /** What the snapshots of this desktop take. */
  public long bytes() {
    return twigs.stream().mapToLong(twig -> twig.snapshot().bytes()).sum();
  }

  /** What is known while the branches grow. */
  private static final class Growth {
    private final List<Session> sessions;
    private final Map<String, List<Snapshot>> saved = new LinkedHashMap<>();
    private final Map<String, List<Session>> made = new LinkedHashMap<>();
    private final List<Session> own = new ArrayList<>();

    Growth(List<Session> sessions, List<Snapshot> snapshots) {
      this.sessions = sessions;
      snapshots.forEach(each -> under(each.sessionId(), each, saved));
      List<String> known = snapshots.stream().map(Snapshot::id).toList();
      for (Session each : sessions) {
        each.origin()
            .filter(known::contains)
            .ifPresentOrElse(origin -> under(origin, each, made), () -> own.add(each));
      }
    }

    private static <T> void under(String key, T value, Map<String, List<T>> all) {
      all.computeIfAbsent(key, none -> new ArrayList<>()).add(value);
    }

    List<Branch> trunk() {
      List<Branch> trunk = new ArrayList<>();
      own.forEach(each -> trunk.add(branch(each)));
      List<String> there = sessions.stream().map(Session::id).toList();
      saved.forEach(
          (id, snapshots) -> {
            if (!there.contains(id)) {
              trunk.add(new Branch(id, snapshots.get(0).sessionLabel(), false, twigs(snapshots)));
            }
          });
      return List.copyOf(trunk);
    }

    private Branch branch(Session session) {
      return new Branch(
          session.id(), session.label(), true, twigs(saved.getOrDefault(session.id(), List.of())));
    }

    private List<Twig> twigs(List<Snapshot> snapshots) {
      return snapshots.stream()
          .map(
              each ->
                  new Twig(
                      each,
                      made.getOrDefault(each.id(), List.of()).stream().map(this::branch).toList()))
          .toList();
    }
  }
}
