package dev.atelier.vision;

/**
 * Lets a backend make a model call only when there is money for it. One per task; used by the
 * thread that works on the task. Safe to call on a thread that may be interrupted.
 */
public interface Spending {

  /**
   * Sets aside the most that a call can cost, before it is made. Waits while a person drives the
   * desktop: no model is asked then.
   *
   * @throws SpendingCapReached when that would pass a cap; the call must not be made
   * @throws UnknownPrice when nobody knows what the model costs
   */
  Reservation reserve(ModelCall call) throws InterruptedException;

  /** Money set aside for one call. Of the three ways to close it, the first one taken counts. */
  interface Reservation {

    /** The call was answered: books what it took. */
    void settle(Usage used);

    /** The call was refused before the model began, so that nothing is owed. */
    void release();

    /** The call may have been carried out, but its answer is lost: books what was set aside. */
    void chargeInFull();
  }
}
