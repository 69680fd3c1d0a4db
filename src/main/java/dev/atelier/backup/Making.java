package dev.atelier.backup;

import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/** A backup that is being made: how far it is, and whether it is still wanted. Thread-safe. */
public final class Making {
  private final Instant since;
  private final boolean isOfFile;
  private final AtomicLong done = new AtomicLong();
  private volatile long total;
  private volatile boolean cancelled;

  private Making(Instant since, boolean isOfFile) {
    this.since = since;
    this.isOfFile = isOfFile;
  }

  static Making ofTheServer(Instant since) {
    return new Making(since, false);
  }

  /** Of a file that somebody brought, and that is only looked through. */
  static Making ofFile(Instant since) {
    return new Making(since, true);
  }

  boolean isOfFile() {
    return isOfFile;
  }

  void expects(long bytes) {
    total = bytes;
  }

  /**
   * So many more bytes are saved.
   *
   * @throws CancellationException when it is not wanted any more
   */
  void saved(long bytes) {
    done.addAndGet(bytes);
    if (cancelled) {
      throw new CancellationException("the backup was cancelled");
    }
  }

  void cancel() {
    cancelled = true;
  }

  public Instant since() {
    return since;
  }

  /** How much of it is there, from 0 to 1. */
  public double share() {
    return total == 0 ? 0 : Math.min(1, (double) done.get() / total);
  }
}
