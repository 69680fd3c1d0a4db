package dev.atelier.session;

import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.Size;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A teammate's desktop, as it is on record.
 *
 * @param runtime name of the runtime that holds the desktop
 * @param cpus processors it may use; 0 means the runtime's default
 * @param memoryMb memory it may use in MiB; 0 means the runtime's default
 * @param problem in plain words, what went wrong with it last
 * @param everReady whether it has shown a first frame before, so that its home is worth keeping
 */
public record Session(
    String id,
    String label,
    String runtime,
    String theme,
    Size resolution,
    double cpus,
    int memoryMb,
    SessionStatus status,
    Optional<String> problem,
    boolean everReady,
    Instant createdAt) {
  public static final int LONGEST_LABEL = 80;

  public Session {
    Objects.requireNonNull(problem, "problem");
    if (label.isBlank() || label.codePointCount(0, label.length()) > LONGEST_LABEL) {
      throw new IllegalArgumentException("a label has 1 to " + LONGEST_LABEL + " characters");
    }
  }

  DesktopSpec spec() {
    return new DesktopSpec(id, resolution, theme, cpus, memoryMb);
  }

  Session with(SessionStatus newStatus) {
    return with(newStatus, Optional.empty());
  }

  Session with(SessionStatus newStatus, Optional<String> newProblem) {
    return new Session(
        id,
        label,
        runtime,
        theme,
        resolution,
        cpus,
        memoryMb,
        newStatus,
        newProblem,
        everReady || newStatus == SessionStatus.READY,
        createdAt);
  }

  Session renamed(String newLabel) {
    return new Session(
        id,
        newLabel,
        runtime,
        theme,
        resolution,
        cpus,
        memoryMb,
        status,
        problem,
        everReady,
        createdAt);
  }

  Session resized(Size newResolution) {
    return new Session(
        id,
        label,
        runtime,
        theme,
        newResolution,
        cpus,
        memoryMb,
        status,
        problem,
        everReady,
        createdAt);
  }
}
