package dev.atelier.vision.wire;

import dev.atelier.vision.Decision;
import dev.atelier.vision.SpendingCapReached;
import dev.atelier.vision.UnknownPrice;
import dev.atelier.vision.VisionUnavailable;

/** Asks a model again when its words make no sense, a few times at most: every time is paid. */
public final class Clarification {
  /** Calls for one decision. */
  public static final int MOST_CALLS = 3;

  private Clarification() {}

  /** An exchange with a model that can be told what was wrong. */
  public interface Exchange {

    /**
     * @throws Unintelligible when the model's words make no sense
     */
    Decision ask() throws InterruptedException;

    void tell(String whatWasWrong);
  }

  /**
   * What the model decides.
   *
   * @param server what people call it
   * @throws VisionUnavailable when it did not come to make sense
   */
  public static Decision of(String server, Exchange exchange) throws InterruptedException {
    String wrong = "";
    for (int call = 1; call <= MOST_CALLS; call++) {
      try {
        return exchange.ask();
      } catch (Unintelligible nonsense) {
        wrong = nonsense.getMessage();
        exchange.tell(
            wrong + ". Nothing was done. Say again what to do next, in the given format.");
      } catch (VisionUnavailable | SpendingCapReached | UnknownPrice known) {
        throw known;
      } catch (RuntimeException odd) {
        throw VisionUnavailable.answerLost(server + " answered something unexpected", odd);
      }
    }
    throw VisionUnavailable.answerLost(
        server + " made no sense " + MOST_CALLS + " times in a row; the last time: " + wrong, null);
  }
}
