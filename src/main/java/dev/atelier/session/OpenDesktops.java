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
            future.complete(bringUp(id, future));
          } catch (RuntimeException | Error failure) {
            open.remove(id, future);
            future.completeExceptionally(failure);
          }
        });
    return future;
  }

  private Desktop bringUp(String id, CompletableFuture<Desktop> future) {
    Session session =
        records
            .change(id, "session.starting", "server", s -> s.with(SessionStatus.STARTING))
            .orElseThrow(() -> new UnknownSession(id));
    DesktopRuntime runtime = runtimes.named(session.runtime());
    Desktop desktop = null;
    try {
      runtime.start(session.spec());
      desktop = driver.drive(() -> runtime.connect(id), new LossWatcher(id, future));
      awaitPaint(desktop);
      resizeIfNeeded(desktop, session);
      if (records
          .change(id, "session.ready", "server", s -> s.with(SessionStatus.READY))
          .isEmpty()) {
        throw new UnknownSession(id);
      }
      return desktop;
    } catch (RuntimeException | Error failure) {
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

  /**
   * What never showed a frame is not worth keeping; nor is a desktop that was deleted meanwhile.
   */
  private void cleanUpAfter(Throwable failure, Session session, DesktopRuntime runtime) {
    boolean gone = records.find(session.id()).isEmpty();
    if (gone || !session.everReady()) {
      removeQuietly(session.id(), runtime, !session.everReady());
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

  /** Reacts to a lost connection: asks, until it stands again, whether the desktop has ended. */
  private final class LossWatcher implements DesktopDriver.Watcher {
    private final String id;
    private final CompletableFuture<Desktop> watched;

    LossWatcher(String id, CompletableFuture<Desktop> watched) {
      this.id = id;
      this.watched = watched;
    }

    @Override
    public void lost(String reason) {
      LOG.info(() -> id + ": connection to the desktop lost: " + reason);
      look(0);
    }

    private void look(int attempt) {
      if (open.get(id) == watched && ifOpen(id).isEmpty()) {
        int last = LOOKS_AFTER_LOSS.size() - 1;
        background.later(
            LOOKS_AFTER_LOSS.get(Math.min(attempt, last)),
            () -> background.run(() -> lookNow(attempt)));
      }
    }

    private void lookNow(int attempt) {
      try {
        if (!records.find(id).map(this::ended).orElse(true)) {
          look(attempt + 1);
        }
      } catch (DesktopException silent) {
        LOG.log(Level.FINE, silent, () -> id + " cannot be asked after");
        look(attempt + 1);
      }
    }

    /** Whether the desktop has ended; then it is so on record, and is started when next needed. */
    private boolean ended(Session session) {
      DesktopRuntime runtime = runtimes.named(session.runtime());
      DesktopState state = runtime.state(id);
      if (state == DesktopState.RUNNING) {
        return false;
      }
      if (state == DesktopState.PAUSED) {
        // Whoever needs it next brings it up anew, which wakes it.
        if (open.remove(id, watched)) {
          watched.thenAccept(OpenDesktops::closeQuietly);
        }
        return true;
      }
      String why = runtime.whyStopped(id).orElse("the desktop ended; its files are kept");
      if (open.get(id) == watched) {
        records.change(
            id, "session.stopped", "server", s -> s.with(SessionStatus.STOPPED, Optional.of(why)));
        open.remove(id, watched);
        watched.thenAccept(OpenDesktops::closeQuietly);
      }
      return true;
    }

    @Override
    public void restored() {
      LOG.info(() -> id + ": connection to the desktop restored");
    }
  }
}
