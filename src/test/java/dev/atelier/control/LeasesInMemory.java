package dev.atelier.control;

import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Leases whose epochs and record are in memory, and whose time is set by hand. */
public final class LeasesInMemory {
  private static final int IDLE_MINUTES = 15;

  private final Map<String, Long> epochs = new ConcurrentHashMap<>();
  private final FakeEvents<ControlChanged> changes = new FakeEvents<>();
  private final FakeEvents<DriverChanged> drivers = new FakeEvents<>();
  private final HandSetClock clock;
  private final Leases leases;

  public LeasesInMemory() {
    this(new HandSetClock());
  }

  public LeasesInMemory(HandSetClock clock) {
    this.clock = clock;
    leases =
        new Leases(
            new ControlRecord(id -> epochs.merge(id, 1L, Long::sum), changes),
            drivers,
            null,
            clock,
            IDLE_MINUTES);
  }

  public static Leases fresh() {
    return new LeasesInMemory().leases();
  }

  public Leases leases() {
    return leases;
  }

  /** Ends the control of people who are gone. */
  public void expireAll() {
    leases.expireAll();
  }

  public HandSetClock clock() {
    return clock;
  }

  /** What became of people's control, on record. */
  public FakeEvents<ControlChanged> changes() {
    return changes;
  }

  public FakeEvents<DriverChanged> drivers() {
    return drivers;
  }
}
