package dev.atelier.desktop;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A runtime whose desktops are entries of a map; fails where it is told to. Its homes outlive their
 * desktops as real ones do. Thread-safe.
 */
public class FakeRuntime implements DesktopRuntime {
  private final String name;
  private final boolean available;
  private final Optional<String> objection;
  private final Map<String, DesktopState> desktops = new TreeMap<>();
  private final TreeSet<String> homes = new TreeSet<>();
  private final List<String> calls = new ArrayList<>();
  private final FakeCopies copies = new FakeCopies();
  private Optional<String> whyStopped = Optional.empty();
  private OptionalLong home = OptionalLong.empty();
  private final Map<String, Instant> shortages = new TreeMap<>();
  private Optional<DesktopFiles> files = Optional.empty();
  private String failing = "";
  private Runnable beforeStart = () -> {};
  private Runnable beforeList = () -> {};
  private OptionalLong freeMemoryMb = OptionalLong.empty();

  public FakeRuntime(String name) {
    this(name, true, Optional.empty());
  }

  FakeRuntime(String name, boolean available, Optional<String> objection) {
    this.name = name;
    this.available = available;
    this.objection = objection;
  }

  /** What was asked for, in order, such as {@code start sess_a} or {@code purge sess_a}. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** The desktops whose home is kept. */
  public synchronized List<String> homes() {
    return List.copyOf(homes);
  }

  /** Makes every call fail whose words begin with {@code words}, after it is remembered. */
  public synchronized FakeRuntime failOn(String words) {
    failing = words;
    return this;
  }

  /** Is run at the beginning of every start, before anything is made. */
  public synchronized void beforeStart(Runnable work) {
    beforeStart = work;
  }

  /** Is run before the desktops are listed; may wait, as a mute engine lets its callers wait. */
  public synchronized void beforeList(Runnable work) {
    beforeList = work;
  }

  /** What {@link #freeMemoryMb()} answers from now on. */
  public synchronized FakeRuntime free(long megabytes) {
    freeMemoryMb = OptionalLong.of(megabytes);
    return this;
  }

  /** Puts a desktop, with its home, into a state, as if by other hands. */
  public synchronized void put(String id, DesktopState state) {
    if (state == DesktopState.MISSING) {
      desktops.remove(id);
    } else {
      desktops.put(id, state);
      homes.add(id);
    }
  }

  /** What {@link #whyStopped(String)} answers from now on. */
  public synchronized void stopsBecause(String why) {
    whyStopped = Optional.of(why);
  }

  /** How large every home is from now on. */
  public synchronized void homeHolds(long mb) {
    home = OptionalLong.of(mb);
  }

  /** Where the homes of its desktops are: all have the same one, on the disk of this machine. */
  public synchronized void homesAt(Path home) {
    files =
        Optional.of(
            new FilesByShell(
                (id, command) -> ProgramStream.begin(new ProcessBuilder(command)),
                id -> home.toString()));
  }

  @Override
  public synchronized Optional<DesktopFiles> files() {
    return files;
  }

  /** Lets the kernel end a program on a desktop at that moment. */
  public synchronized void runsOutOfMemory(String id, Instant at) {
    shortages.put(id, at);
  }

  private synchronized void call(String words) {
    calls.add(words);
    if (!failing.isEmpty() && words.startsWith(failing)) {
      throw failing.startsWith("limit")
          ? new QuotaRefused("the engine was told to refuse: " + words)
          : new DesktopException("the engine was told to fail: " + words);
    }
  }

  /** The copies of its desktops, to be filled and asked by a test. */
  public FakeCopies fakeCopies() {
    return copies;
  }

  @Override
  public Optional<DesktopCopies> copies() {
    return Optional.of(copies);
  }

  @Override
  public String name() {
    return name;
  }

  /** What is behind the colon, as in {@code docker:big}. */
  @Override
  public Optional<String> engine() {
    return Optional.of(name).filter(text -> text.contains(":")).map(text -> text.split(":", 2)[1]);
  }

  @Override
  public synchronized OptionalLong freeMemoryMb() {
    return freeMemoryMb;
  }

  @Override
  public Optional<String> problem() {
    return available ? Optional.empty() : Optional.of("nothing to run desktops on");
  }

  @Override
  public Optional<String> objection() {
    return objection;
  }

  @Override
  public void start(DesktopSpec spec) {
    Runnable before;
    synchronized (this) {
      before = beforeStart;
    }
    before.run();
    call("start " + spec.id());
    put(spec.id(), DesktopState.RUNNING);
  }

  @Override
  public boolean boundsPrograms() {
    return true;
  }

  @Override
  public void limit(DesktopSpec spec) {
    Quota quota = spec.quota();
    if (quota.boundsPrograms()) {
      call("limit " + spec.id() + " " + quota.cpus() + " " + quota.memoryMb() + " " + quota.pids());
    }
  }

  @Override
  public DesktopStream connect(String id) {
    throw new DesktopException("this desktop has no screen");
  }

  @Override
  public synchronized Map<String, Instant> ranOutOfMemory(Instant since) {
    call("shortages");
    Map<String, Instant> later = new TreeMap<>(shortages);
    later.values().removeIf(since::isAfter);
    return later;
  }

  @Override
  public synchronized OptionalLong homeMb(String id) {
    call("measure " + id);
    return home;
  }

  @Override
  public synchronized DesktopState state(String id) {
    call("state " + id);
    return desktops.getOrDefault(id, DesktopState.MISSING);
  }

  @Override
  public Map<String, DesktopState> desktops() {
    Runnable before;
    synchronized (this) {
      before = beforeList;
    }
    before.run();
    synchronized (this) {
      call("desktops");
      return Map.copyOf(desktops);
    }
  }

  @Override
  public synchronized Optional<String> whyStopped(String id) {
    return whyStopped;
  }

  @Override
  public synchronized void pause(String id) {
    call("pause " + id);
    if (desktops.get(id) != DesktopState.RUNNING) {
      throw new DesktopException("could not pause the desktop: it does not run");
    }
    desktops.put(id, DesktopState.PAUSED);
  }

  @Override
  public synchronized void dress(String id, Look look) {
    call("dress " + id + " " + look.theme() + look.accent().map(colour -> " " + colour).orElse(""));
  }

  @Override
  public synchronized void tell(String id, String line) {
    call("tell " + id + " " + line);
  }

  @Override
  public synchronized void stop(String id) {
    call("stop " + id);
    desktops.replace(id, DesktopState.STOPPED);
  }

  @Override
  public synchronized void remove(String id, boolean purgeHome) {
    call((purgeHome ? "purge " : "remove ") + id);
    desktops.remove(id);
    if (purgeHome) {
      homes.remove(id);
    }
  }
}
