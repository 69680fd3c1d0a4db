package dev.atelier.control;

/** Where the epochs of control are kept. Thread-safe. */
public interface ControlRepository {

  /**
   * Begins a desktop's next epoch.
   *
   * @return its number, from 1; each is greater than any before, also before a restart
   */
  long nextEpoch(String sessionId);
}
