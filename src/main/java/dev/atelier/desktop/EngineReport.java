package dev.atelier.desktop;

import java.util.Optional;

/**
 * How an engine is.
 *
 * @param desktops how many run there; 0 when it does not answer
 * @param problem why no desktop can be started there, in plain words; empty when all is well
 */
public record EngineReport(String name, boolean reachable, int desktops, Optional<String> problem) {

  /** Asks the engine, for as long as that takes; one that is well few things. */
  static EngineReport of(DesktopRuntime runtime) {
    try {
      Optional<String> problem = runtime.problem();
      if (problem.isPresent() && !runtime.isAvailable()) {
        return silent(runtime, problem.get());
      }
      long running =
          runtime.desktops().values().stream()
              .filter(state -> state == DesktopState.RUNNING)
              .count();
      return new EngineReport(called(runtime), true, (int) running, problem);
    } catch (DesktopException silent) {
      return silent(runtime, silent.getMessage());
    }
  }

  /** Of an engine that has not answered. */
  static EngineReport silent(DesktopRuntime runtime) {
    return silent(runtime, "the engine “" + called(runtime) + "” has not answered yet");
  }

  private static EngineReport silent(DesktopRuntime runtime, String why) {
    return new EngineReport(called(runtime), false, 0, Optional.of(why));
  }

  private static String called(DesktopRuntime runtime) {
    return runtime.engine().orElse(runtime.name());
  }
}
