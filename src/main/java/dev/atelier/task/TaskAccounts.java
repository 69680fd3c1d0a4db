package dev.atelier.task;

import dev.atelier.vision.ModelCall;
import dev.atelier.vision.Spending;
import dev.atelier.vision.Usage;
import java.math.BigDecimal;

/** What tasks may spend on models, and what they did; implemented where money is known. */
public interface TaskAccounts {

  /**
   * Refuses a task whose model costs money when a cap leaves no room for its first call.
   *
   * @param firstCall what that may take at most, as far as it is known beforehand
   * @throws dev.atelier.vision.SpendingCapReached when nothing may be spent
   * @throws dev.atelier.vision.UnknownPrice when nobody knows what the model costs
   */
  void requireRoom(Task task, Usage firstCall);

  /** Sets money aside for a call of the task's present step; see {@link Spending#reserve}. */
  Spending.Reservation reserve(Task task, ModelCall call);

  /** What a task has cost so far, with what is set aside, in US dollars. */
  BigDecimal spentOn(String taskId);

  /** What a desktop has cost today, with what is set aside, in US dollars. */
  BigDecimal spentTodayIn(String sessionId);

  /** Books in full what was set aside when the server was killed. */
  void chargeUnsettled();

  /** Whether the last call of a task was for its present step, and booked in full. */
  boolean presentCallChargedInFull(Task task);
}
