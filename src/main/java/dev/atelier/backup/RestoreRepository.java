package dev.atelier.backup;

import java.time.Instant;
import java.util.Optional;

/** Keeps what was brought back. Takes part in the caller's transaction. Thread-safe. */
public interface RestoreRepository {

  /**
   * Adds it.
   *
   * @return false, and nothing is added, when it is there already
   */
  boolean add(Restored restored);

  Optional<Restored> latest();

  /** How much came about after that moment. */
  LossSince since(Instant at);
}
