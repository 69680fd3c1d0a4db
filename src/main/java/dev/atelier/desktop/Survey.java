package dev.atelier.desktop;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Asks several runtimes the same question side by side, so that a silent one delays nobody for
 * long: one question to each at a time, however many want to know. Thread-safe.
 *
 * @param <T> the answer
 */
final class Survey<T> {
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "engine-survey");
            thread.setDaemon(true);
            return thread;
          });
  private final ConcurrentMap<String, Asked<T>> asked = new ConcurrentHashMap<>();
  private final Function<DesktopRuntime, T> question;
  private final Function<DesktopRuntime, T> silence;
  private final Duration patience;
  private final Duration freshness;

  /** A question under way, or answered at a time. */
  private record Asked<T>(CompletableFuture<T> answer, long sinceNanos) {}

  /**
   * Prepares a survey.
   *
   * @param silence what counts as the answer of one that does not give any
   * @param patience how long all of them together may take
   * @param freshness how long an answer is good for
   */
  Survey(
      Function<DesktopRuntime, T> question,
      Function<DesktopRuntime, T> silence,
      Duration patience,
      Duration freshness) {
    this.question = question;
    this.silence = silence;
    this.patience = patience;
    this.freshness = freshness;
  }

  /** The answers, in the order of those asked. */
  Map<DesktopRuntime, T> of(List<DesktopRuntime> runtimes) {
    Map<DesktopRuntime, CompletableFuture<T>> answers = new LinkedHashMap<>();
    runtimes.forEach(runtime -> answers.put(runtime, ask(runtime)));
    long end = System.nanoTime() + patience.toNanos();
    Map<DesktopRuntime, T> known = new LinkedHashMap<>();
    answers.forEach((runtime, answer) -> known.put(runtime, await(runtime, answer, end)));
    return known;
  }

  private CompletableFuture<T> ask(DesktopRuntime runtime) {
    long now = System.nanoTime();
    return asked
        .compute(
            runtime.name(),
            (name, last) ->
                last == null || isStale(last, now)
                    ? new Asked<>(
                        CompletableFuture.supplyAsync(() -> question.apply(runtime), threads), now)
                    : last)
        .answer();
  }

  private boolean isStale(Asked<T> last, long now) {
    return last.answer().isDone() && now - last.sinceNanos() >= freshness.toNanos();
  }

  private T await(DesktopRuntime runtime, CompletableFuture<T> answer, long end) {
    try {
      return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException none) {
      return silence.apply(runtime);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DesktopException("the server is stopping", stopping);
    }
  }
}
