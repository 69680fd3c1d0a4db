package dev.atelier.session;

import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.Disk;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Size;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A teammate's desktop, as it is on record.
 *
 * @param runtime name of the runtime that holds the desktop
 * @param problem in plain words, what went wrong with it last
 * @param everReady whether it has shown a first frame before, so that its home is worth keeping
 * @param origin id of what it was made from, where it was not made new
 * @param expiresAt when it is deleted with its home, where it was made for a time only
 */
public record Session(
    String id,
    String label,
    String runtime,
    Look look,
    Size resolution,
    Quota quota,
    Disk disk,
    SessionStatus status,
    Optional<String> problem,
    boolean everReady,
    Optional<String> origin,
    Instant createdAt,
    Optional<Instant> expiresAt) {
  public static final int LONGEST_LABEL = 80;

  public Session {
    Objects.requireNonNull(look, "look");
    Objects.requireNonNull(quota, "quota");
    Objects.requireNonNull(disk, "disk");
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(expiresAt, "expiresAt");
    if (label.isBlank() || label.codePointCount(0, label.length()) > LONGEST_LABEL) {
      throw new IllegalArgumentException("a label has 1 to " + LONGEST_LABEL + " characters");
    }
  }

  /** What its desktop is to be. */
  public DesktopSpec spec() {
    return new DesktopSpec(id, resolution, look, quota, disk);
  }

  Session with(SessionStatus newStatus) {
    return with(newStatus, Optional.empty());
  }

  Session with(SessionStatus newStatus, Optional<String> newProblem) {
    boolean ready = everReady || newStatus == SessionStatus.READY;
    return new Session(
        id,
        label,
        runtime,
        look,
        resolution,
        quota,
        disk,
        newStatus,
        newProblem,
        ready,
        origin,
        createdAt,
        expiresAt);
  }

  /** The same, deleted at that moment; empty is never. */
  Session endingAt(Optional<Instant> end) {
    return new Session(
        id,
        label,
        runtime,
        look,
        resolution,
        quota,
        disk,
        status,
        problem,
        everReady,
        origin,
        createdAt,
        end);
  }

  Session renamed(String newLabel) {
    return with(newLabel, look, resolution, quota, disk);
  }

  Session resized(Size newResolution) {
    return with(label, look, newResolution, quota, disk);
  }

  Session with(Look newLook) {
    return with(label, newLook, resolution, quota, disk);
  }

  Session with(Quota newQuota) {
    return with(label, look, resolution, newQuota, disk);
  }

  Session with(Disk newDisk) {
    return with(label, look, resolution, quota, newDisk);
  }

  private Session with(
      String newLabel, Look newLook, Size newResolution, Quota newQuota, Disk newDisk) {
    return new Session(
        id,
        newLabel,
        runtime,
        newLook,
        newResolution,
        newQuota,
        newDisk,
        status,
        problem,
        everReady,
        origin,
        createdAt,
        expiresAt);
  }
}
