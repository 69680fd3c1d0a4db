package dev.atelier.session;

import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.DesktopState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets desktops start only where there is memory for them, those that are starting counted in.
 * Thread-safe; asks runtimes without a lock.
 */
@ApplicationScoped
class Admission {
  private final DesktopRuntimes runtimes;
  private final int neededMb;

  /** The runtimes of those being started, or about to be. */
  private final Map<String, String> starting = new HashMap<>();

  @Inject
  Admission(
      DesktopRuntimes runtimes,
      @ConfigProperty(name = "DESKTOP_MEMORY_NEEDED_MB", defaultValue = "512") int neededMb) {
    if (neededMb < 0) {
      throw new IllegalArgumentException("DESKTOP_MEMORY_NEEDED_MB is 0 or more, not " + neededMb);
    }
    this.runtimes = runtimes;
    this.neededMb = neededMb;
  }

  /** For CDI's proxy only. */
  protected Admission() {
    runtimes = null;
    neededMb = 0;
  }

  /**
   * Sets memory aside for a desktop until {@link #started}, unless that has been done or it runs
   * already.
   *
   * @throws NoMemory when there is too little
   */
  void admit(Session session) {
    if (neededMb == 0) {
      return;
    }
    OptionalInt ahead = ask(session);
    if (ahead.isPresent()) {
      boolean admitted = false;
      try {
        admit(session, ahead.getAsInt());
        admitted = true;
      } finally {
        if (!admitted) {
          started(session.id());
        }
      }
    }
  }

  private void admit(Session session, int ahead) {
    DesktopRuntime runtime = runtimes.named(session.runtime());
    OptionalLong free = runtime.freeMemoryMb();
    if (free.isPresent() && !(session.everReady() && runs(runtime, session.id()))) {
      require(free.getAsLong(), ahead, session.runtime());
    }
  }

  private static boolean runs(DesktopRuntime runtime, String id) {
    DesktopState state = runtime.state(id);
    return state == DesktopState.RUNNING || state == DesktopState.PAUSED;
  }

  private void require(long free, int ahead, String runtime) {
    if (free - (long) ahead * neededMb < neededMb) {
      throw new NoMemory(
          "there is not enough memory for one more desktop on "
              + runtime
              + ": "
              + free
              + " MB are free"
              + (ahead == 0 ? "" : " with " + ahead + " more just starting")
              + ", and each needs "
              + neededMb
              + " MB (DESKTOP_MEMORY_NEEDED_MB); stop or delete another desktop first");
    }
  }

  /** How many asked before it on the same runtime; empty when it did itself. */
  private synchronized OptionalInt ask(Session session) {
    int ahead = Collections.frequency(starting.values(), session.runtime());
    return starting.putIfAbsent(session.id(), session.runtime()) == null
        ? OptionalInt.of(ahead)
        : OptionalInt.empty();
  }

  /** Its start has ended, one way or the other. */
  synchronized void started(String id) {
    starting.remove(id);
  }
}
