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
import java.util.stream.Collectors;

/** The whole room without a database, an engine or a VNC server. */
public final class SessionsInMemory implements AutoCloseable {
  /** What a desktop needs of memory, where the runtime knows how much is free. */
  public static final int NEEDED_MB = 512;

  private final MemorySessionRepository repository = new MemorySessionRepository();
  private final FakeEvents<SessionChanged> changes = new FakeEvents<>();
  private final FakeRuntime runtime;
  private final FakeDriver driver = new FakeDriver();
  private final List<SessionWork> work = new ArrayList<>();
  private final List<DesktopOrigins> origins = new ArrayList<>();
  private final List<DesktopVeil> veils = new ArrayList<>();
  private final BackgroundWork background =
      new HastyWork(
          task -> {
            Thread thread = new Thread(task, "background");
            thread.setDaemon(true);
            return thread;
          });
  private final SessionRecords records = new SessionRecords(repository, changes);
  private final Turns turns = new Turns();
  private final HandSetClock clock = new HandSetClock();
  private final DesktopUses uses = new DesktopUses(clock);
  private final OpenDesktops open;
  private final Sessions sessions;
  private final Recovery recovery;
  private final DesktopRuntimes runtimes;
  private final Admission admission;
  private final HomeSizes homes;
  private final Lifetimes lifetimes;
  private final Quotas quotas;
  private final Endings endings;

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
    runtimes = new DesktopRuntimes(List.of(), List.of(() -> byName), Optional.of("docker"));
    Removals removals = new Removals(records, runtimes, turns, work, background);
    admission = new Admission(runtimes, NEEDED_MB);
    homes = new HomeSizes(runtimes, clock, 0);
    endings = new Endings(records, runtimes);
    open =
        new OpenDesktops(
            records, runtimes, driver, turns, uses, admission, endings, origins, veils, background);
    sessions =
        new Sessions(
            records, open, runtimes, turns, removals, admission, homes, endings, work, origins,
            clock);
    lifetimes = new Lifetimes(sessions, records, clock);
    quotas = new Quotas(records, runtimes, turns);
    recovery = new Recovery(records, open, runtimes, turns, removals, background);
  }

  public Sessions sessions() {
    return sessions;
  }

  /** The one that is meant where none is named, as a server finds it that has just started. */
  public DefaultDesktop defaultDesktop() {
    return new DefaultDesktop(sessions, records);
  }

  public MemorySessionRepository repository() {
    return repository;
  }

  /** The types of all changes, in order, such as {@code session.ready}. */
  public List<String> changes() {
    return changes.fired().stream().map(SessionChanged::type).toList();
  }

  /** Who caused them, in order. */
  List<String> actors() {
    return changes.fired().stream().map(SessionChanged::actor).toList();
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

  Endings endings() {
    return endings;
  }

  /** Looks after all desktops once. */
  void round(Care care) {
    List<Session> all = records.all();
    care.present(all.stream().map(Session::id).collect(Collectors.toSet()));
    all.forEach(care::look);
  }

  HomeSizes homes() {
    return homes;
  }

  Lifetimes lifetimes() {
    return lifetimes;
  }

  Quotas quotas() {
    return quotas;
  }

  public HandSetClock clock() {
    return clock;
  }

  public DesktopUses uses() {
    return uses;
  }

  SessionRecords records() {
    return records;
  }

  DesktopRuntimes runtimes() {
    return runtimes;
  }

  /** Those who work on desktops. */
  List<SessionWork> work() {
    return work;
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

  /** Comes between desktops and those who have them. */
  public void veils(DesktopVeil each) {
    veils.add(each);
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
