package dev.atelier.session;

import dev.atelier.BackgroundWork;
import dev.atelier.CrashPoint;
import dev.atelier.LogScope;
import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopDriver;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.UnknownDesktopRuntime;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The desktops that are awake and connected. A desktop is brought up once, however many ask for it
 * at the same time. Thread-safe.
 */
@ApplicationScoped
class OpenDesktops {
  private static final Logger LOG = Logger.getLogger(OpenDesktops.class.getName());
  private static final Duration FIRST_PAINT = Duration.ofSeconds(8);
  private static final Duration PAINT_STEP = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final ConcurrentMap<String, CompletableFuture<Desktop>> open = new ConcurrentHashMap<>();
  private final SessionRecords records;
  private final DesktopRuntimes runtimes;
  private final DesktopDriver driver;
  private final Turns turns;
  private final DesktopUses uses;
  private final Admission admission;
  private final Endings endings;
  private final Iterable<DesktopOrigins> origins;
  private final Iterable<DesktopVeil> veils;
  private final BackgroundWork background;

  @Inject
  OpenDesktops(
      SessionRecords records,
      DesktopRuntimes runtimes,
      DesktopDriver driver,
      Turns turns,
      DesktopUses uses,
      Admission admission,
      Endings endings,
      Instance<DesktopOrigins> origins,
      Instance<DesktopVeil> veils,
      BackgroundWork background) {
    this(
        records,
        runtimes,
        driver,
        turns,
        uses,
        admission,
        endings,
        (Iterable<DesktopOrigins>) origins,
        (Iterable<DesktopVeil>) veils,
        background);
  }

  OpenDesktops(
      SessionRecords records,
      DesktopRuntimes runtimes,
      DesktopDriver driver,
      Turns turns,
      DesktopUses uses,
      Admission admission,
      Endings endings,
      Iterable<DesktopOrigins> origins,
      Iterable<DesktopVeil> veils,
      BackgroundWork background) {
    this.records = records;
    this.runtimes = runtimes;
    this.driver = driver;
    this.turns = turns;
    this.uses = uses;
    this.admission = admission;
    this.endings = endings;
    this.origins = origins;
    this.veils = veils;
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected OpenDesktops() {
    this(null, null, null, null, null, null, null, List.of(), List.of(), null);
  }

  /** The desktop, being started and connected if it is not yet; counts as a use of it. */
  CompletableFuture<Desktop> open(String id) {
    uses.note(id);
    // Not computeIfAbsent, which gives what is there while another thread lets go of it.
    return open.compute(id, (same, present) -> present == null ? bringUpInBackground(id) : present);
  }

  /** Begins to start and connect the desktop if it is not yet. */
  void wake(String id) {
    var unused = open(id);
  }

  /** The desktop if it is awake and connected at this moment. */
  Optional<Desktop> ifOpen(String id) {
    CompletableFuture<Desktop> future = open.get(id);
    return future == null || !future.isDone() || future.isCompletedExceptionally()
        ? Optional.empty()
        : Optional.of(future.join()).filter(Desktop::connected);
  }

  /** The desktops that are awake and connected at this moment. */
  List<String> awake() {
    return open.keySet().stream().filter(id -> ifOpen(id).isPresent()).toList();
  }

  /** Whether the desktop is open, or being opened. */
  boolean holds(String id) {
    return open.containsKey(id);
  }

  /**
   * Lets go of the connection; the desktop runs on.
   *
   * @return is done when a start that was under way has ended, one way or the other
   */
  CompletableFuture<Void> close(String id) {
    CompletableFuture<Desktop> future = open.remove(id);
    return future == null
        ? CompletableFuture.completedFuture(null)
        : future.handle(
            (desktop, failure) -> {
              closeQuietly(desktop);
              return null;
            });
  }

  /** Lets go of a connection; a start that is under way, or still to come, goes on. */
  void letGo(String id) {
    CompletableFuture<Desktop> future = open.get(id);
    if (future != null && future.isDone()) {
      letGo(id, future);
    }
  }

  /**
   * Lets go of a connection unless somebody may want it: whoever asks for the desktop has it either
   * before {@code unused} is asked, or brings it up anew.
   *
   * @return whether no connection is held now, nor is one being made
   */
  boolean letGoIf(String id, BooleanSupplier unused) {
    AtomicReference<CompletableFuture<Desktop>> gone = new AtomicReference<>();
    CompletableFuture<Desktop> left =
        open.computeIfPresent(
            id,
            (same, present) -> {
              if (!present.isDone() || !unused.getAsBoolean()) {
                return present;
              }
              gone.set(present);
              return null;
            });
    if (gone.get() != null) {
      gone.get().thenAccept(OpenDesktops::closeQuietly);
    }
    return left == null;
  }

  private void letGo(String id, CompletableFuture<Desktop> future) {
    if (open.remove(id, future)) {
      future.thenAccept(OpenDesktops::closeQuietly);
    }
  }

  @PreDestroy
  void closeAll() {
    for (String id : List.copyOf(open.keySet())) {
      var unused = close(id);
    }
  }

  private CompletableFuture<Desktop> bringUpInBackground(String id) {
    CompletableFuture<Desktop> future = new CompletableFuture<>();
    background.run(
        () -> {
          try (LogScope scope = LogScope.session(id)) {
            turns.run(id, () -> bringUpInTurn(id, future));
          } catch (DesktopException noTurn) {
            giveUp(id, future, noTurn);
          }
        });
    return future;
  }

  /** Ends, one way or the other, within the turn: whoever has the next finds how it ended. */
  private void bringUpInTurn(String id, CompletableFuture<Desktop> future) {
    try {
      Desktop desktop = bringUp(id, future);
      admission.started(id);
      future.complete(desktop);
    } catch (RuntimeException | Error failure) {
      giveUp(id, future, failure);
    }
  }

  private void giveUp(String id, CompletableFuture<Desktop> future, Throwable failure) {
    open.remove(id, future);
    admission.started(id);
    future.completeExceptionally(failure);
  }

  private Desktop bringUp(String id, CompletableFuture<Desktop> future) {
    Session session = starting(id);
    DesktopRuntime runtime = runtimes.named(session.runtime());
    Desktop desktop = null;
    try {
      admission.admit(session);
      prepare(session, runtime);
      runtime.start(session.spec());
      if (!session.everReady()) {
        CrashPoint.passed("create-started");
      }
      desktop = driver.drive(() -> runtime.connect(id), watcher(id, future));
      awaitPaint(desktop);
      resizeIfNeeded(desktop, session);
      dressIfNeeded(runtime, session);
      if (records
          .change(id, "session.ready", "server", s -> s.with(SessionStatus.READY))
          .isEmpty()) {
        throw new UnknownSession(id);
      }
      return veiled(id, desktop);
    } catch (RuntimeException | Error failure) {
      closeQuietly(desktop);
      try {
        cleanUpAfter(failure, session);
      } catch (RuntimeException unwritten) {
        LOG.log(Level.WARNING, unwritten, () -> id + " failed, which is not on record yet");
        cleanUpLater(failure, id);
      }
      throw failure;
    }
  }

  private Desktop veiled(String id, Desktop desktop) {
    Desktop veiled = desktop;
    for (DesktopVeil veil : veils) {
      veiled = veil.over(id, veiled);
    }
    return veiled;
  }

  private LossWatcher watcher(String id, CompletableFuture<Desktop> future) {
    return new LossWatcher(id, new Connection(id, future), records, endings, turns, background);
  }

  /**
   * A desktop that was never there is made from its origin, if it has one. What its runtime knows
   * was made from what was whole, before the server died: its home is in use.
   */
  private void prepare(Session session, DesktopRuntime runtime) {
    if (!session.everReady()) {
      session
          .origin()
          .filter(origin -> runtime.state(session.id()) == DesktopState.MISSING)
          .ifPresent(origin -> origins.forEach(each -> each.prepare(session, origin)));
      CrashPoint.passed("create-prepared");
    }
  }

  private Session starting(String id) {
    try {
      return records
          .change(id, "session.starting", "server", this::startingOnItsRuntime)
          .orElseThrow(() -> new UnknownSession(id));
    } catch (UnknownSession | UnknownDesktopRuntime gone) {
      throw gone;
    } catch (RuntimeException unwritten) {
      cleanUpLater(unwritten, id);
      throw unwritten;
    }
  }

  /** One whose engine is not configured any more stays as it is. */
  private Session startingOnItsRuntime(Session session) {
    var unused = runtimes.named(session.runtime());
    return session.with(SessionStatus.STARTING);
  }

  /** A screen of one colour is the server's root window before the wallpaper is there. */
  private static void awaitPaint(Desktop desktop) {
    long end = System.nanoTime() + FIRST_PAINT.toNanos();
    try {
      Screenshot screen = desktop.screenshot();
      while (screen.isBlank() && System.nanoTime() < end) {
        screen = desktop.awaitChange(screen, PAINT_STEP);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DesktopException("the server is stopping", stopping);
    }
  }

  /** A desktop keeps the size it was made with; its session may have got another since. */
  private static void resizeIfNeeded(Desktop desktop, Session session) {
    try {
      if (!desktop.size().equals(session.resolution())) {
        desktop.resize(session.resolution());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DesktopException("the server is stopping", stopping);
    } catch (DesktopException fixed) {
      LOG.log(Level.WARNING, fixed, () -> session.id() + " keeps the size it was made with");
    }
  }

  /** A desktop has the look it was made with; its session may have got another since. */
  private static void dressIfNeeded(DesktopRuntime runtime, Session session) {
    if (session.everReady()) {
      try {
        runtime.dress(session.id(), session.look());
      } catch (DesktopException fixed) {
        LOG.log(Level.WARNING, fixed, () -> session.id() + " keeps the look it was made with");
      }
    }
  }

  /**
   * What never showed a frame is not worth keeping; nor is a desktop that was deleted meanwhile.
   */
  private void cleanUpAfter(Throwable failure, Session session) {
    boolean gone = records.find(session.id()).isEmpty();
    if (gone || !session.everReady()) {
      removeQuietly(session.id(), runtimes.named(session.runtime()), !session.everReady());
    }
    if (!gone) {
      LOG.log(Level.WARNING, failure, () -> session.id() + " could not be started");
      boolean onlyLater = failure instanceof NoMemory && session.everReady();
      SessionStatus status = onlyLater ? SessionStatus.STOPPED : SessionStatus.FAILED;
      records.change(
          session.id(),
          "session." + status.word(),
          "server",
          s -> s.with(status, Optional.of(DesktopException.inWords(failure))));
    }
  }

  private void cleanUpLater(Throwable failure, String id) {
    background.later(RETRY, () -> background.run(() -> cleanUpUnlessStartedAgain(failure, id)));
  }

  /** A start that came after the failed one tells itself how it ended. */
  private void cleanUpUnlessStartedAgain(Throwable failure, String id) {
    try {
      turns.run(
          id,
          () -> {
            if (!holds(id)) {
              records
                  .find(id)
                  .filter(session -> session.status() == SessionStatus.STARTING)
                  .ifPresent(session -> cleanUpAfter(failure, session));
            }
          });
    } catch (RuntimeException notYet) {
      LOG.log(Level.FINE, notYet, () -> id + " failed, which is still not on record");
      cleanUpLater(failure, id);
    }
  }

  private static void removeQuietly(String id, DesktopRuntime runtime, boolean purgeHome) {
    try {
      runtime.remove(id, purgeHome);
    } catch (DesktopException alsoFailed) {
      LOG.log(Level.WARNING, alsoFailed, () -> id + " may have left something behind");
    }
  }

  private static void closeQuietly(Desktop desktop) {
    if (desktop != null) {
      desktop.close();
    }
  }

  /** What a watcher of a lost connection may know and do of that connection. */
  private final class Connection implements LossWatcher.Connection {
    private final String id;
    private final CompletableFuture<Desktop> held;

    Connection(String id, CompletableFuture<Desktop> held) {
      this.id = id;
      this.held = held;
    }

    @Override
    public boolean isHeld() {
      return open.get(id) == held;
    }

    @Override
    public boolean isLost() {
      return isHeld() && ifOpen(id).isEmpty();
    }

    @Override
    public void letGo() {
      OpenDesktops.this.letGo(id, held);
    }

    @Override
    public void resizeTo(Session session) {
      ifOpen(id).ifPresent(desktop -> resizeIfNeeded(desktop, session));
    }
  }
}
