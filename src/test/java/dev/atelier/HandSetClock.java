package dev.atelier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on only when a test sets it. Thread-safe. */
public final class HandSetClock extends Clock {
  private Duration each = Duration.ZERO;
  private Instant now = Instant.parse("2026-11-21T09:30:00Z");

  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  /** From now on it goes on by so much whenever it is looked at. */
  public synchronized void passAtEachLook(Duration time) {
    each = time;
  }

  @Override
  public synchronized Instant instant() {
    Instant seen = now;
    now = now.plus(each);
    return seen;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
