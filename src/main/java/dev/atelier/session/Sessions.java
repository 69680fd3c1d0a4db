package dev.atelier.session;

import dev.atelier.Ids;
import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The teammates' desktops: made, found, woken and deleted. Thread-safe. */
@ApplicationScoped
public class Sessions {
  private static final Duration WAKE_LIMIT = Duration.ofSeconds(30);

  private final SessionRecords records;
  private final OpenDesktops open;
  private final DesktopRuntimes runtimes;
  private final Instance<SessionWork> work;
  private final Clock clock;

  @Inject
  Sessions(
      SessionRecords records,
      OpenDesktops open,
      DesktopRuntimes runtimes,
      Instance<SessionWork> work,
      Clock clock) {
    this.records = records;
    this.open = open;
    this.runtimes = runtimes;
    this.work = work;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Sessions() {
    this(null, null, null, null, null);
  }

  /** Puts a new desktop on record and begins to start it; it becomes ready, or failed, later. */
  public Session create(SessionRequest request, String actor) {
    Session session =
        new Session(
            Ids.next("sess_"),
            request.label().strip(),
            runtimes.standard().name(),
            request.theme(),
            request.resolution(),
            request.cpus(),
            request.memoryMb(),
            SessionStatus.STARTING,
            Optional.empty(),
            false,
            clock.instant());
    records.add(session, actor);
    open.wake(session.id());
    return session;
  }

  public List<Session> all() {
    return records.all();
  }

  /**
   * One session.
   *
   * @throws UnknownSession when there is none of that id
   */
  public Session get(String id) {
    return records.find(id).orElseThrow(() -> new UnknownSession(id));
  }

  /** Whether there is, or ever was, such a session; its record outlives it. */
  public boolean known(String id) {
    return records.known(id);
  }

  /**
   * Waits until the desktop shows its first frame, starting it if need be.
   *
   * @throws DesktopNotReady when it does not in time; it goes on starting
   * @throws DesktopException when it cannot be started
   */
  public Session awaitReady(String id, Duration atMost) throws InterruptedException {
    awaitOpen(id, atMost);
    return get(id);
  }

  /**
   * The desktop, woken first if it sleeps; waits for that up to half a minute.
   *
   * @throws DesktopNotReady when it does not wake in time
   * @throws DesktopException when it cannot be started
   */
  public Desktop desktop(String id) throws InterruptedException {
    return awaitOpen(id, WAKE_LIMIT);
  }

  /** A stream of its own to the desktop's VNC server, for one viewer; wakes the desktop. */
  public DesktopStream viewerStream(String id) throws InterruptedException {
    awaitOpen(id, WAKE_LIMIT);
    return runtimes.named(get(id).runtime()).connect(id);
  }

  /** What the screen shows now, if the desktop is awake; never wakes it. */
  public Optional<Screenshot> lastScreenshot(String id) {
    return open.ifOpen(get(id).id()).map(Desktop::screenshot);
  }

  public Session rename(String id, String label, String actor) {
    return records
        .change(id, "session.renamed", actor, session -> session.renamed(label.strip()))
        .orElseThrow(() -> new UnknownSession(id));
  }

  /** Changes the size of the screen, at once if the desktop is awake, else at its next start. */
  public Session resize(String id, Size resolution, String actor) throws InterruptedException {
    Optional<Desktop> desktop = open.ifOpen(get(id).id());
    if (desktop.isPresent()) {
      desktop.get().resize(resolution);
    }
    return records
        .change(id, "session.resized", actor, session -> session.resized(resolution))
        .orElseThrow(() -> new UnknownSession(id));
  }

  /** Freezes the desktop; whatever needs it wakes it. */
  public Session pause(String id, String actor) {
    Session session = get(id);
    endWork(id, "the desktop was paused");
    open.close(id);
    runtimes.named(session.runtime()).pause(id);
    return records
        .change(id, "session.paused", actor, s -> s.with(SessionStatus.PAUSED))
        .orElseThrow(() -> new UnknownSession(id));
  }

  /** Begins to wake the desktop. */
  public Session resume(String id) {
    get(id);
    open.wake(id);
    return get(id);
  }

  /** Removes the desktop; its home is kept unless {@code purgeHome}. */
  public void delete(String id, boolean purgeHome, String actor) {
    Session session = get(id);
    endWork(id, "the desktop was deleted");
    records.remove(session, purgeHome ? "session.purged" : "session.deleted", actor);
    open.close(id);
    runtimes.named(session.runtime()).remove(id, purgeHome);
  }

  private void endWork(String id, String why) {
    work.forEach(each -> each.endOn(id, why));
  }

  private Desktop awaitOpen(String id, Duration atMost) throws InterruptedException {
    get(id);
    CompletableFuture<Desktop> future = open.open(id);
    try {
      return future.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new DesktopNotReady(
          id,
          "the desktop did not show its first frame within "
              + atMost.toSeconds()
              + " s; it goes on starting: GET /sessions/"
              + id);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownSession gone) {
        throw gone;
      }
      throw new DesktopException(failure.getCause().getMessage(), failure.getCause());
    }
  }
}
