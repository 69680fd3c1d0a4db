package dev.atelier.session;

import dev.atelier.BackgroundWork;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.FakeDriver;
import dev.atelier.desktop.FakeRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The whole room without a database, an engine or a VNC server. */
public final class SessionsInMemory implements AutoCloseable {
  private final MemorySessionRepository repository = new MemorySessionRepository();
  private final FakeEvents<SessionChanged> changes = new FakeEvents<>();
  private final FakeRuntime runtime = new FakeRuntime("docker");
  private final FakeDriver driver = new FakeDriver();
  private final List<SessionWork> work = new ArrayList<>();
  private final BackgroundWork background =
      new BackgroundWork(
          task -> {
            Thread thread = new Thread(task, "background");
            thread.setDaemon(true);
            return thread;
          });
  private final DesktopRuntimes runtimes =
      new DesktopRuntimes(List.of(runtime), Optional.of("docker"));
  private final SessionRecords records = new SessionRecords(repository, changes);
  private final OpenDesktops open = new OpenDesktops(records, runtimes, driver, background);
  private final Sessions sessions =
      new Sessions(records, open, runtimes, work, background, new HandSetClock());
  private final Recovery recovery = new Recovery(records, open, runtimes, background);

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

  public FakeRuntime runtime() {
    return runtime;
  }

  public FakeDriver driver() {
    return driver;
  }

  public BackgroundWork background() {
    return background;
  }

  OpenDesktops open() {
    return open;
  }

  Recovery recovery() {
    return recovery;
  }

  void works(SessionWork each) {
    work.add(each);
  }

  @Override
  public void close() {
    background.stop();
  }
}
