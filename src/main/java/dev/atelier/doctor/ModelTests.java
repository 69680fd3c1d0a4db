package dev.atelier.doctor;

import dev.atelier.BackgroundWork;
import dev.atelier.cost.TrialAccount;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import dev.atelier.vision.Assignment;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Eyes;
import dev.atelier.vision.Goal;
import dev.atelier.vision.GoalNotUnderstood;
import dev.atelier.vision.Observation;
import dev.atelier.vision.SpendingCapReached;
import dev.atelier.vision.UnknownPrice;
import dev.atelier.vision.UnknownVisionBackend;
import dev.atelier.vision.VisionBackend;
import dev.atelier.vision.VisionBackends;
import dev.atelier.vision.VisionUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks a model one small thing, through the same adapter as a task does, and says whether it
 * answers. Thread-safe.
 */
@ApplicationScoped
public class ModelTests {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Size SCREEN = new Size(320, 200);
  private static final int PAPER = 0xFBF7F2;
  private static final Goal GOAL =
      Goal.of("press Escape; this is a test of the connection, nothing else is to be done");

  private final VisionBackends backends;
  private final TrialAccount account;
  private final Event<ModelTested> events;
  private final BackgroundWork background;
  private final Duration patience;
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  @Inject
  ModelTests(
      VisionBackends backends,
      TrialAccount account,
      Event<ModelTested> events,
      BackgroundWork background) {
    this(backends, account, events, background, PATIENCE);
  }

  ModelTests(
      VisionBackends backends,
      TrialAccount account,
      Event<ModelTested> events,
      BackgroundWork background,
      Duration patience) {
    this.backends = backends;
    this.account = account;
    this.events = events;
    this.background = background;
    this.patience = patience;
  }

  /** For CDI's proxy only. */
  protected ModelTests() {
    this(null, null, null, null, PATIENCE);
  }

  /**
   * Makes one real call, which is paid and on record; takes a minute at most.
   *
   * @throws UnknownVisionBackend when there is none of that name
   * @throws SpendingCapReached when there is no money for it
   * @throws TestRunning when it is being tested
   */
  public ModelTest test(String name, String actor) throws InterruptedException {
    VisionBackend backend = backends.named(name);
    if (!running.add(backend.name())) {
      throw new TestRunning(backend.name());
    }
    try {
      return asked(backend, actor);
    } finally {
      running.remove(backend.name());
    }
  }

  /** However it ends, what was paid for is on record. */
  private ModelTest asked(VisionBackend backend, String actor) throws InterruptedException {
    TrialAccount.Bill bill = account.open();
    long began = System.nanoTime();
    Optional<ModelTest> told = Optional.empty();
    try {
      Optional<Throwable> failure = failure(backend, bill);
      ModelTest test = sofar(backend, bill, began);
      told = Optional.of(failure.map(why -> told(test, why)).orElse(test));
      return told.get();
    } finally {
      if (told.isPresent() || bill.total().signum() > 0) {
        ModelTest test =
            told.orElseGet(() -> sofar(backend, bill, began).failed(ModelTrouble.OTHER, ""));
        events.fire(new ModelTested(test, actor));
      }
    }
  }

  private static ModelTest sofar(VisionBackend backend, TrialAccount.Bill bill, long began) {
    return ModelTest.answered(
        backend.name(), backend.model(), Duration.ofNanos(System.nanoTime() - began), bill.total());
  }

  private ModelTest told(ModelTest test, Throwable failure) {
    if (failure instanceof VisionUnavailable silent) {
      return test.failed(ModelTrouble.of(silent), silent.getMessage());
    }
    if (failure instanceof UnknownPrice unpriced) {
      return test.failed(ModelTrouble.PRICE, unpriced.getMessage());
    }
    if (failure instanceof TimeoutException) {
      List<Object> limit = List.of(patience.toSeconds());
      return test.failed(ModelTrouble.SLOW, Sentences.of("model.slow.what", Locale.ENGLISH, limit));
    }
    if (failure instanceof GoalNotUnderstood) {
      // It follows written steps, and read this: there is no model behind it to be asked.
      return test;
    }
    if (failure instanceof SpendingCapReached reached) {
      throw reached;
    }
    throw new IllegalStateException("the test of a model failed", failure);
  }

  /** On a thread of its own, so that one that hangs can be given up. */
  private Optional<Throwable> failure(VisionBackend backend, TrialAccount.Bill bill)
      throws InterruptedException {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    AtomicReference<Thread> worker = new AtomicReference<>();
    background.run(
        () -> {
          worker.set(Thread.currentThread());
          try {
            ask(backend, bill);
            answer.complete(null);
          } catch (InterruptedException | RuntimeException | Error failed) {
            answer.completeExceptionally(failed);
          } finally {
            worker.set(null);
            // Whoever gave it up may have been late.
            Thread.interrupted();
          }
        });
    try {
      answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException failed) {
      return Optional.of(failed.getCause());
    } catch (TimeoutException slow) {
      return Optional.of(slow);
    } finally {
      bill.end();
      Optional.ofNullable(worker.get()).ifPresent(Thread::interrupt);
    }
  }

  private static void ask(VisionBackend backend, TrialAccount.Bill bill)
      throws InterruptedException {
    Screenshot paper = paper();
    Assignment assignment = new Assignment(GOAL, SCREEN, List.of(), List.of(), bill);
    try (Conversation conversation = backend.begin(assignment)) {
      var unused =
          conversation.decide(
              new Observation(
                  1,
                  paper,
                  new Point(0, 0),
                  List.of(),
                  Optional.empty(),
                  List.of(),
                  new Still(paper)));
    }
  }

  private static Screenshot paper() {
    int[] rgb = new int[SCREEN.width() * SCREEN.height()];
    Arrays.fill(rgb, PAPER);
    return new Screenshot(SCREEN.width(), SCREEN.height(), rgb);
  }

  /** A screen on which nothing happens. */
  private record Still(Screenshot picture) implements Eyes {
    @Override
    public Screenshot settled() {
      return picture;
    }

    @Override
    public Screenshot changedSince(Screenshot known, Duration limit) {
      return picture;
    }
  }
}
