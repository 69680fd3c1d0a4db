package dev.atelier.session;

import dev.atelier.BackgroundWork;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.FakeDriver;
import dev.atelier.desktop.FakeRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** The whole room without a database, an engine or a VNC server. */
public final class SessionsInMemory implements AutoCloseable {
  private final MemorySessionRepository repository = new MemorySessionRepository();
  private final FakeEvents<SessionChanged> changes = new FakeEvents<>();
  private final FakeRuntime runtime;
  private final FakeDriver driver = new FakeDriver();
  private final List<SessionWork> work = new ArrayList<>();
  private final List<DesktopOrigins> origins = new ArrayList<>();
  private final BackgroundWork background =
      new HastyWork(
          task -> {
            Thread thread = new Thread(task, "background");
            thread.setDaemon(true);
            return thread;
          });
  private final SessionRecords records = new SessionRecords(repository, changes);
  private final Turns turns = new Turns();
  private final OpenDesktops open;
  private final Sessions sessions;
  private final Recovery recovery;

  /** With one engine. */
  public SessionsInMemory() {
    this(new FakeRuntime("docker"));
  }

  /** With these engines; the first one is also found as {@code docker}. */
  public SessionsInMemory(FakeRuntime... engines) {
    runtime = engines[0];
    Map<String, DesktopRuntime> byName = new LinkedHashMap<>();
    for (FakeRuntime each : engines) {
      byName.put(each.name(), each);
    }
    byName.put("docker", runtime);
    DesktopRuntimes runtimes =
        new DesktopRuntimes(List.of(), List.of(() -> byName), Optional.of("docker"));
    Removals removals = new Removals(records, runtimes, turns, work, background);
    open = new OpenDesktops(records, runtimes, driver, turns, origins, background);
    sessions =
        new Sessions(records, open, runtimes, turns, removals, work, origins, new HandSetClock());
    recovery = new Recovery(records, open, runtimes, turns, removals, background);
  }

  public Sessions sessions() {
    return sessions;
  }

  public MemorySessionRepository repository() {
    return repository;
  }

  /** The types of all changes, in order, such as {@code session.ready}. */
  public List<String> changes() {
    return changes.fired().stream().map(SessionChanged::type).toList();
  }

  /** Adds an observer of all changes; what it throws prevents them. */
  public void changesObservedBy(Consumer<SessionChanged> observer) {
    changes.observedBy(observer);
  }

  public FakeRuntime runtime() {
    return runtime;
  }

  public FakeDriver driver() {
    return driver;
  }

  public BackgroundWork background() {
    return background;
  }

  Turns turns() {
    return turns;
  }

  OpenDesktops open() {
    return open;
  }

  Recovery recovery() {
    return recovery;
  }

  /** Adds somebody who works on desktops. */
  public void works(SessionWork each) {
    work.add(each);
  }

  /** Lets desktops be made from others. */
  public void origins(DesktopOrigins each) {
    origins.add(each);
  }

  @Override
  public void close() {
    background.stop();
  }

  /** Does not let a test wait until it is time to try again. */
  private static final class HastyWork extends BackgroundWork {
    private static final Duration LONGEST = Duration.ofMillis(20);

    HastyWork(ThreadFactory threads) {
      super(threads);
    }

    @Override
    public void later(Duration delay, Runnable work) {
      super.later(delay.compareTo(LONGEST) < 0 ? delay : LONGEST, work);
    }
  }
}
