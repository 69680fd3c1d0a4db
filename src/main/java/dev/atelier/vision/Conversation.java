package dev.atelier.vision;

/** One task's exchange with a backend. Used by one thread at a time. */
public interface Conversation extends AutoCloseable {

  /**
   * Decides the next step. Returns early when the thread is interrupted, also during a model call.
   * Words of a model that make no sense are told back to it a few times, never guessed at.
   *
   * @throws VisionUnavailable when the model cannot be asked
   * @throws SpendingCapReached when there is no money for a further call
   * @throws UnknownPrice when it is not known what a call costs
   */
  Decision decide(Observation observation) throws InterruptedException;

  /** The name of the backend that made the last decision, or will make the first. */
  String backend();

  /** Gives back what the conversation holds. Idempotent. */
  @Override
  default void close() {}
}
