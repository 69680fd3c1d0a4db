package dev.atelier.desktop.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import java.util.Optional;

/** Why a container stopped, in plain words. */
final class WhyStopped {
  private static final int KILLED = 128 + 9;
  private static final int TERMINATED = 128 + 15;

  private WhyStopped() {}

  /** Empty while it runs, and when it was never started. */
  static Optional<String> inWords(InspectContainerResponse container) {
    ContainerState state = container.getState();
    if (Boolean.TRUE.equals(state.getRunning()) || "created".equals(state.getStatus())) {
      return Optional.empty();
    }
    // The flag alone may also mean that one program in it was ended long before.
    if (Boolean.TRUE.equals(state.getOOMKilled()) && isKill(state.getExitCodeLong())) {
      Long memory = container.getHostConfig().getMemory();
      return Optional.of(
          "it ran out of memory"
              + (memory == null || memory == 0
                  ? ""
                  : " (it may use " + memory / (1 << 20) + " MiB)")
              + " and was ended by the kernel");
    }
    if (state.getError() != null && !state.getError().isBlank()) {
      return Optional.of("the engine could not run it: " + state.getError());
    }
    return Optional.of(ofExit(state.getExitCodeLong()));
  }

  private static boolean isKill(Long code) {
    return code != null && code == KILLED;
  }

  private static String ofExit(Long code) {
    if (code == null || code == 0 || code == TERMINATED) {
      return "it was stopped";
    }
    return isKill(code)
        ? "it was killed from outside, or the engine was restarted"
        : "its session ended with exit code " + code;
  }
}
