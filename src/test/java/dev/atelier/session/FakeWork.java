package dev.atelier.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Work on desktops that begins and ends as a test says. Thread-safe. */
public final class FakeWork implements SessionWork {
  private final Set<String> working = ConcurrentHashMap.newKeySet();
  private final List<String> ended = new CopyOnWriteArrayList<>();
  private volatile Runnable whenAsked = () -> {};

  public void begin(String sessionId) {
    working.add(sessionId);
  }

  public void end(String sessionId) {
    working.remove(sessionId);
  }

  /** Is run whenever somebody asks whether there is work. */
  public void whenAsked(Runnable run) {
    whenAsked = run;
  }

  /** Where work was ended, and why. */
  public List<String> ended() {
    return new ArrayList<>(ended);
  }

  @Override
  public Optional<Current> on(String sessionId) {
    whenAsked.run();
    return working.contains(sessionId)
        ? Optional.of(new Current("task_a", "a goal", "running", 1))
        : Optional.empty();
  }

  @Override
  public void endOn(String sessionId, String why) {
    if (working.remove(sessionId)) {
      ended.add(sessionId + ": " + why);
    }
  }

  @Override
  public void forget(String sessionId) {}
}
