package dev.atelier.desktop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Chooses the engine for a new desktop: one that is well and not overloaded, with the most free
 * memory. What was placed a moment ago does not use its memory yet, and is counted as if it did.
 * Thread-safe.
 */
final class Placement {
  /** Waiting processes for each processor, from which on others go first. */
  static final double OVERLOADED = 2.0;

  /** What a desktop with a browser takes, and below which differences do not count. */
  static final long DESKTOP_MB = 1024;

  private static final Duration SETTLES_IN = Duration.ofSeconds(30);

  private final Deque<Placed> latest = new ArrayDeque<>();
  private final LongSupplier nanos;

  private record Placed(String runtime, long atNanos) {}

  /** What counts of an engine. */
  record Room(EngineReport engine, MachineReport machine) {
    static Room of(DesktopRuntime runtime) {
      EngineReport report = EngineReport.of(runtime);
      return report.problem().isPresent() ? unusable(report) : new Room(report, runtime.machine());
    }

    static Room silent(DesktopRuntime runtime) {
      return unusable(EngineReport.silent(runtime));
    }

    private static Room unusable(EngineReport report) {
      return new Room(report, MachineReport.NOTHING);
    }
  }

  Placement(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * The best of them, which is taken to get a desktop now.
   *
   * @param rooms in the order in which they are preferred where nothing else tells them apart
   * @throws DesktopException when none is well, with what is wrong with each
   */
  synchronized DesktopRuntime choose(Map<DesktopRuntime, Room> rooms) {
    long now = nanos.getAsLong();
    latest.removeIf(placed -> now - placed.atNanos() > SETTLES_IN.toNanos());
    List<Map.Entry<DesktopRuntime, Room>> well =
        rooms.entrySet().stream()
            .filter(entry -> entry.getValue().engine().problem().isEmpty())
            .toList();
    DesktopRuntime best =
        well.stream()
            .min(
                Comparator.<Map.Entry<DesktopRuntime, Room>, Boolean>comparing(
                        entry -> isOverloaded(entry.getValue()))
                    .thenComparing(entry -> -desktopsThatFit(entry))
                    .thenComparing(
                        entry -> entry.getValue().engine().desktops() + soon(entry.getKey())))
            .map(Map.Entry::getKey)
            .orElseThrow(() -> new DesktopException(whyNone(rooms)));
    latest.add(new Placed(best.name(), now));
    return best;
  }

  private static boolean isOverloaded(Room room) {
    return room.machine().load().orElse(0) >= OVERLOADED;
  }

  /** Of an engine that does not tell, none; it is taken when no other is any better. */
  private long desktopsThatFit(Map.Entry<DesktopRuntime, Room> entry) {
    long free = entry.getValue().machine().freeMemoryMb().orElse(0);
    return Math.max(0, free / DESKTOP_MB - soon(entry.getKey()));
  }

  private long soon(DesktopRuntime runtime) {
    return latest.stream().filter(placed -> placed.runtime().equals(runtime.name())).count();
  }

  private static String whyNone(Map<DesktopRuntime, Room> rooms) {
    return rooms.values().stream()
        .flatMap(room -> room.engine().problem().stream())
        .collect(Collectors.joining("; ", "no engine can start a desktop: ", ""));
  }
}
