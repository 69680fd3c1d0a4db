package dev.atelier.desktop;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** How long an answer counts that came too late, until there is a newer one. */
  private static final Duration LATE_IS_GOOD_FOR = Duration.ofSeconds(20);

  /**
   * A question under way or answered.
   *
   * @param before the answer to the question before, where nobody could wait for it
   */
  private record Asked<T>(CompletableFuture<Told<T>> answer, Optional<Told<T>> before) {}

  /** An answer with the time when it came. */
  private record Told<T>(T answer, long atNanos, boolean late) {
    boolean isOlderThan(Duration age) {
      return System.nanoTime() - atNanos >= age.toNanos();
    }
  }

  /**
   * Prepares a survey.
   *
   * @param silence what counts as the answer of one that does not give any
   * @param patience how long all of them together may take
   * @param freshness how long an answer is good for, from when it came
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
    Map<DesktopRuntime, Asked<T>> answers = new LinkedHashMap<>();
    runtimes.forEach(runtime -> answers.put(runtime, ask(runtime)));
    long end = System.nanoTime() + patience.toNanos();
    Map<DesktopRuntime, T> known = new LinkedHashMap<>();
    answers.forEach((runtime, answer) -> known.put(runtime, await(runtime, answer, end)));
    return known;
  }

  private Asked<T> ask(DesktopRuntime runtime) {
    return asked.compute(
        runtime.name(),
        (name, last) ->
            last == null
                ? ask(runtime, Optional.empty())
                : isStale(last) ? ask(runtime, answerOf(last)) : last);
  }

  private boolean isStale(Asked<T> last) {
    return last.answer().isDone()
        && answerOf(last).map(told -> told.isOlderThan(freshness)).orElse(true);
  }

  private Asked<T> ask(DesktopRuntime runtime, Optional<Told<T>> last) {
    long begin = System.nanoTime();
    return new Asked<>(
        CompletableFuture.supplyAsync(
            () -> {
              T answer = question.apply(runtime);
              long end = System.nanoTime();
              return new Told<>(answer, end, end - begin > patience.toNanos());
            },
            threads),
        last.filter(Told::late));
  }

  /** Of a question that is done; empty when it failed. */
  private static <T> Optional<Told<T>> answerOf(Asked<T> done) {
    return done.answer().isCompletedExceptionally()
        ? Optional.empty()
        : Optional.of(done.answer().join());
  }

  /** One that is known to be slow is not waited for again while what it said counts. */
  private T await(DesktopRuntime runtime, Asked<T> question, long end) {
    Optional<Told<T>> before =
        question.before().filter(told -> !told.isOlderThan(LATE_IS_GOOD_FOR));
    long wait = before.isPresent() ? 0 : Math.max(0, end - System.nanoTime());
    try {
      return question.answer().get(wait, TimeUnit.NANOSECONDS).answer();
    } catch (TimeoutException | ExecutionException none) {
      return before.map(Told::answer).orElseGet(() -> silence.apply(runtime));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DesktopException("the server is stopping", stopping);
    }
  }
}
