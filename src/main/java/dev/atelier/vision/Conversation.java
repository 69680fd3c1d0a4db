package dev.atelier.vision;

/** One task's exchange with a backend. Used by one thread at a time. */
public interface Conversation extends AutoCloseable {

  /**
   * Decides the next step. Returns early when the thread is interrupted.
   *
   * @throws VisionUnavailable when the model cannot be asked
   */
  Decision decide(Observation observation) throws InterruptedException;

  /** Gives back what the conversation holds. Idempotent. */
  @Override
  default void close() {}
}
