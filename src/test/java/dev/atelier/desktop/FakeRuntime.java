package dev.atelier.desktop;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A runtime whose desktops are entries of a map. */
public class FakeRuntime implements DesktopRuntime {
  private final String name;
  private final boolean available;
  private final Optional<String> objection;
  private final Map<String, DesktopState> desktops = new TreeMap<>();

  public FakeRuntime(String name) {
    this(name, true, Optional.empty());
  }

  FakeRuntime(String name, boolean available, Optional<String> objection) {
    this.name = name;
    this.available = available;
    this.objection = objection;
  }

  @Override
  public String name() {
    return name;
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
  public synchronized void start(DesktopSpec spec) {
    desktops.put(spec.id(), DesktopState.RUNNING);
  }

  @Override
  public DesktopStream connect(String id) {
    throw new DesktopException("this desktop has no screen");
  }

  @Override
  public synchronized DesktopState state(String id) {
    return desktops.getOrDefault(id, DesktopState.MISSING);
  }

  @Override
  public synchronized Map<String, DesktopState> desktops() {
    return Map.copyOf(desktops);
  }

  @Override
  public Optional<String> whyStopped(String id) {
    return Optional.empty();
  }

  @Override
  public synchronized void pause(String id) {
    desktops.replace(id, DesktopState.PAUSED);
  }

  @Override
  public synchronized void resume(String id) {
    desktops.replace(id, DesktopState.RUNNING);
  }

  @Override
  public synchronized void stop(String id) {
    desktops.replace(id, DesktopState.STOPPED);
  }

  @Override
  public synchronized void remove(String id, boolean purgeHome) {
    desktops.remove(id);
  }
}
