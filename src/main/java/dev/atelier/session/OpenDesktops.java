package dev.atelier.session;

import dev.atelier.BackgroundWork;
import dev.atelier.LogScope;
import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopDriver;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.Screenshot;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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

  /** When to look whether a lost connection means that the desktop itself has ended. */
  private static final List<Duration> LOOKS_AFTER_LOSS =
      List.of(Duration.ZERO, Duration.ofMillis(400), Duration.ofSeconds(2), Duration.ofSeconds(6));

  private final ConcurrentMap<String, CompletableFuture<Desktop>> open = new ConcurrentHashMap<>();
  private final SessionRecords records;
  private final DesktopRuntimes runtimes;
  private final DesktopDriver driver;
  private final BackgroundWork background;

  @Inject
  OpenDesktops(
      SessionRecords records,
      DesktopRuntimes runtimes,
      DesktopDriver driver,
      BackgroundWork background) {
    this.records = records;
    this.runtimes = runtimes;
    this.driver = driver;
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected OpenDesktops() {
    this(null, null, null, null);
  }

  /** The desktop, being started and connected if it is not yet. */
  CompletableFuture<Desktop> open(String id) {
    return open.computeIfAbsent(id, this::bringUpInBackground);
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

  /** Lets go of the connection; the desktop runs on. */
  void close(String id) {
    CompletableFuture<Desktop> future = open.remove(id);
    if (future != null) {
      var unused = future.whenComplete((desktop, failure) -> closeQuietly(desktop));
    }
  }

  @PreDestroy
  void closeAll() {
    List.copyOf(open.keySet()).forEach(this::close);
  }

  private CompletableFuture<Desktop> bringUpInBackground(String id) {
    CompletableFuture<Desktop> future = new CompletableFuture<>();
    background.run(
        () -> {
          try (LogScope scope = LogScope.session(id)) {
            future.complete(bringUp(id));
          } catch (RuntimeException | Error failure) {
            open.remove(id, future);
            future.completeExceptionally(failure);
          }
        });
    return future;
  }

  private Desktop bringUp(String id) {
    Session session =
        records
            .change(id, "session.starting", "server", s -> s.with(SessionStatus.STARTING))
            .orElseThrow(() -> new UnknownSession(id));
    DesktopRuntime runtime = runtimes.named(session.runtime());
    Desktop desktop = null;
    try {
      runtime.start(session.spec());
      desktop = driver.drive(() -> runtime.connect(id), new LossWatcher(id));
      awaitPaint(desktop);
      if (records
          .change(id, "session.ready", "server", s -> s.with(SessionStatus.READY))
          .isEmpty()) {
        throw new UnknownSession(id);
      }
      return desktop;
    } catch (RuntimeException failure) {
      closeQuietly(desktop);
      cleanUpAfter(failure, session, runtime);
      throw failure;
    }
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

  private void cleanUpAfter(RuntimeException failure, Session session, DesktopRuntime runtime) {
    boolean gone = records.find(session.id()).isEmpty();
    if (gone || !session.everReady()) {
      removeQuietly(session.id(), runtime);
    }
    if (!gone) {
      LOG.log(Level.WARNING, failure, () -> session.id() + " could not be started");
      records.change(
          session.id(),
          "session.failed",
          "server",
          s -> s.with(SessionStatus.FAILED, Optional.ofNullable(failure.getMessage())));
    }
  }

  private static void removeQuietly(String id, DesktopRuntime runtime) {
    try {
      runtime.remove(id, true);
    } catch (DesktopException alsoFailed) {
      LOG.log(Level.WARNING, alsoFailed, () -> id + " may have left something behind");
    }
  }

  private static void closeQuietly(Desktop desktop) {
    if (desktop != null) {
      desktop.close();
    }
  }

  /** Asks the runtime, a few times, whether a desktop whose connection was lost has ended. */
  private void look(String id, int attempt) {
    if (attempt >= LOOKS_AFTER_LOSS.size() || ifOpen(id).isPresent() || !open.containsKey(id)) {
      return;
    }
    background.later(
        LOOKS_AFTER_LOSS.get(attempt),
        () -> background.run(() -> stopIfEnded(id, () -> look(id, attempt + 1))));
  }

  private void stopIfEnded(String id, Runnable otherwise) {
    Optional<Session> session = records.find(id);
    if (session.isEmpty()) {
      return;
    }
    DesktopRuntime runtime = runtimes.named(session.get().runtime());
    DesktopState state = runtime.state(id);
    if (state == DesktopState.RUNNING || state == DesktopState.PAUSED) {
      otherwise.run();
      return;
    }
    close(id);
    String why = runtime.whyStopped(id).orElse("the desktop ended; its files are kept");
    records.change(
        id, "session.stopped", "server", s -> s.with(SessionStatus.STOPPED, Optional.of(why)));
  }

  /** Reacts to a lost connection of one desktop. */
  private final class LossWatcher implements DesktopDriver.Watcher {
    private final String id;

    LossWatcher(String id) {
      this.id = id;
    }

    @Override
    public void lost(String reason) {
      LOG.info(() -> id + ": connection to the desktop lost: " + reason);
      look(id, 0);
    }

    @Override
    public void restored() {
      LOG.info(() -> id + ": connection to the desktop restored");
    }
  }
}
