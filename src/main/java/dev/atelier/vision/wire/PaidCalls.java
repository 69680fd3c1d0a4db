package dev.atelier.vision.wire;

import dev.atelier.vision.ModelCall;
import dev.atelier.vision.Spending;
import dev.atelier.vision.Usage;
import dev.atelier.vision.VisionUnavailable;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.LangChain4jException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes model calls for which money is set aside before and booked after, and tells every way they
 * can fail in the same words. Used by one thread.
 */
public final class PaidCalls {
  private static final int LONGEST_QUOTE = 500;

  private final String server;
  private final Spending spending;

  /**
   * @param server what people call it, for error messages
   */
  public PaidCalls(String server, Spending spending) {
    this.server = server;
    this.spending = spending;
  }

  /**
   * Makes one call.
   *
   * @param usage reads from the answer what it took
   * @throws VisionUnavailable when no answer came that can be used
   * @throws InterruptedException when the thread is interrupted during the call, which is then
   *     charged in full where the model may have begun
   */
  public <T> T make(ModelCall call, Supplier<T> ask, Function<T, Usage> usage)
      throws InterruptedException {
    Spending.Reservation reservation = spending.reserve(call);
    T answer;
    try {
      answer = ask.get();
    } catch (RuntimeException failure) {
      // langchain4j may have wrapped it.
      CallCancelled cancelled = cause(failure, CallCancelled.class);
      if (cancelled != null) {
        Thread.interrupted();
        end(reservation, cancelled.mayBeOwed());
        throw new InterruptedException("cancelled during a call");
      }
      VisionUnavailable told = told(failure);
      end(reservation, told.answerLost());
      throw told;
    } catch (Error broken) {
      reservation.chargeInFull();
      throw broken;
    }
    book(reservation, answer, usage);
    return answer;
  }

  private static void end(Spending.Reservation reservation, boolean mayBeOwed) {
    if (mayBeOwed) {
      reservation.chargeInFull();
    } else {
      reservation.release();
    }
  }

  private static <T> void book(
      Spending.Reservation reservation, T answer, Function<T, Usage> usage) {
    Usage used;
    try {
      used = usage.apply(answer);
    } catch (RuntimeException unsaid) {
      reservation.chargeInFull();
      return;
    }
    reservation.settle(used);
  }

  private VisionUnavailable told(RuntimeException failure) {
    HttpException refusal = cause(failure, HttpException.class);
    if (refusal != null) {
      return refusal instanceof OwedRefusal
          ? VisionUnavailable.answerLost(words(refusal), failure)
          : VisionUnavailable.refused(refusal.statusCode(), words(refusal), failure);
    }
    VisionUnavailable known = cause(failure, VisionUnavailable.class);
    if (known != null) {
      return known;
    }
    if (failure instanceof LangChain4jException || failure instanceof IllegalStateException) {
      return VisionUnavailable.answerLost(
          server + " answered something that is not its protocol", failure);
    }
    return VisionUnavailable.answerLost(server + " answered something unexpected", failure);
  }

  private String words(HttpException refusal) {
    String said = quote(refusal.getMessage());
    return switch (refusal.statusCode()) {
      case 401, 403 -> server + " does not accept the key it was given: " + said;
      case 404 -> server + " does not know this model or address: " + said;
      case 429 -> server + " takes no more calls for now: " + said;
      case 413 -> server + " finds the call too large: " + said;
      default -> server + " answered " + refusal.statusCode() + ": " + said;
    };
  }

  private static String quote(String text) {
    String said = text == null ? "" : text.strip();
    return said.length() <= LONGEST_QUOTE ? said : said.substring(0, LONGEST_QUOTE) + "…";
  }

  private static <E> E cause(Throwable failure, Class<E> type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }
}
