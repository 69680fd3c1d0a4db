package dev.atelier.desktop;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Makes, finds and ends desktops: containers of an engine, or child processes where there is none.
 *
 * <p>Thread-safe. Calls for different desktops do not wait for each other. Every method throws
 * {@link DesktopException} with a sentence that a person can act on when the engine does not do as
 * asked. Desktops outlive the server: one that was started before a crash is found again by its id.
 */
public interface DesktopRuntime {

  /** The name it is chosen by in the configuration: {@code docker} or {@code local}. */
  String name();

  /** What people call the engine its desktops run on; empty where there is none. */
  default Optional<String> engine() {
    return Optional.empty();
  }

  /** What desktops are made with, where that has versions. Bounded to a few seconds. */
  default Optional<EngineVersion> version() {
    return Optional.empty();
  }

  /** Megabytes that are free for further desktops; empty when that cannot be told. Bounded. */
  default OptionalLong freeMemoryMb() {
    return OptionalLong.empty();
  }

  /** How the machine is that its desktops run on, with as few questions as possible. Bounded. */
  default MachineReport machine() {
    return new MachineReport(freeMemoryMb(), OptionalDouble.empty());
  }

  /**
   * Why no desktop can be started at present, in plain words; empty when all is well. Bounded to a
   * few seconds.
   */
  Optional<String> problem();

  /** Whether there is something to run desktops on here, be it not ready for them yet. */
  default boolean isAvailable() {
    return problem().isEmpty();
  }

  /** Why the server must not use this runtime as it is configured; empty when it may. */
  default Optional<String> objection() {
    return Optional.empty();
  }

  /** What those who run the server should know before they trust it; empty when nothing. */
  default Optional<String> caution() {
    return Optional.empty();
  }

  /**
   * Makes the desktop if it is missing or was made from another {@link Disk}, starts it if it is
   * stopped, wakes it if it is paused, and bounds it as its quota says where that can be done.
   * Idempotent; returns once its processes run (the first frame may come later). When making it
   * fails, nothing of it is left behind, save a home that was there before.
   */
  void start(DesktopSpec spec);

  /** Whether {@link #limit} can bound what programs of a desktop use. Asks nobody. */
  default boolean boundsPrograms() {
    return false;
  }

  /**
   * Bounds what the desktop may use as its quota says, at once, be it awake, paused or stopped.
   * When there is no such desktop nothing happens, unless it could not be bounded so. Idempotent.
   *
   * @throws QuotaRefused when it cannot be bounded so; nothing has changed then
   */
  default void limit(DesktopSpec spec) {
    if (spec.quota().boundsPrograms() && !boundsPrograms()) {
      throw new QuotaRefused(
          "what desktops of " + name() + " use cannot be bounded; those of a container engine can");
    }
  }

  /** Opens a stream to the desktop's VNC server; waits, bounded, until a starting one listens. */
  DesktopStream connect(String id);

  DesktopState state(String id);

  /** Every desktop of this server that the runtime knows, with its state. */
  Map<String, DesktopState> desktops();

  /** Why the desktop stopped, where the engine can tell (out of memory, killed, exit code). */
  Optional<String> whyStopped(String id);

  /** Freezes a desktop that runs; {@link #start} wakes it. Idempotent. */
  void pause(String id);

  /** Ends its processes; the desktop and its home are kept. Idempotent. */
  void stop(String id);

  /**
   * Removes the desktop, and with {@code purgeHome} all its homes and the system it was made from,
   * where that is its own. Idempotent.
   */
  void remove(String id, boolean purgeHome);

  /** Software on desktops, where this runtime can install it. */
  default Optional<DesktopSoftware> software() {
    return Optional.empty();
  }

  /**
   * Gives a running desktop another look; no window on it closes, and programs that cannot change
   * have it when they are next started. It is there within seconds of the return. Idempotent; never
   * wakes a desktop.
   *
   * @throws DesktopException when it does not run, or keeps the look it was made with
   */
  default void dress(String id, Look look) {
    throw new DesktopException("desktops of " + name() + " keep the look they were made with");
  }

  /**
   * Puts a line into the panel of a running desktop, in place of the one before, where there is a
   * panel. Never wakes a desktop.
   *
   * @param line without control characters, at most about 60 characters
   */
  default void tell(String id, String line) {}

  /**
   * The running desktops on which a program was ended for want of memory since then, with the last
   * time each by the engine's own clock, as far as it remembers. Bounded to a few seconds.
   */
  default Map<String, Instant> ranOutOfMemory(Instant since) {
    return Map.of();
  }

  /**
   * Measures the home of a running desktop, in MiB; empty when that cannot be told. Takes up to two
   * minutes, disturbs the desktop as little as possible, and nobody else waits for it.
   */
  default OptionalLong homeMb(String id) {
    return OptionalLong.empty();
  }

  /** What holds desktops to what they may reach, where something does. */
  default Optional<DesktopEgress> egress() {
    return Optional.empty();
  }

  /** Files of desktops that are awake, where this runtime can reach them. */
  default Optional<DesktopFiles> files() {
    return Optional.empty();
  }

  /** What browsers on desktops say about their fields, where they can be asked. */
  default Optional<DesktopFocus> focus() {
    return Optional.empty();
  }

  /** Copies of desktops, where this runtime can make them. */
  default Optional<DesktopCopies> copies() {
    return Optional.empty();
  }
}
