package dev.atelier.desktop.docker;

import com.github.dockerjava.api.model.HostConfig;
import dev.atelier.desktop.Quota;
import java.util.Objects;

/**
 * What one desktop may use.
 *
 * @param cpus processors, e.g. 2.0
 * @param pids processes and threads
 */
record Limits(MemorySize memory, double cpus, long pids) {
  private static final int FEWEST_PIDS = 64;

  Limits {
    if (memory.bytes() < MemorySize.SMALLEST.bytes()) {
      throw new IllegalArgumentException(
          "DESKTOP_MEMORY: a desktop needs at least " + MemorySize.SMALLEST + ", not " + memory);
    }
    if (!(cpus >= 0.05 && cpus <= 1024)) {
      throw new IllegalArgumentException("DESKTOP_CPUS is between 0.05 and 1024, not " + cpus);
    }
    if (pids < FEWEST_PIDS) {
      throw new IllegalArgumentException("DESKTOP_PIDS is at least " + FEWEST_PIDS);
    }
  }

  static Limits parse(String memory, double cpus, long pids) {
    try {
      return new Limits(MemorySize.parse(memory), cpus, pids);
    } catch (IllegalArgumentException wrong) {
      throw wrong.getMessage().startsWith("DESKTOP_")
          ? wrong
          : new IllegalArgumentException("DESKTOP_MEMORY: " + wrong.getMessage(), wrong);
    }
  }

  /** These, with what the desktop itself asks for in their place. */
  Limits adjustedTo(Quota quota) {
    return new Limits(
        quota.memoryMb() == 0 ? memory : MemorySize.ofMegabytes(quota.memoryMb()),
        quota.cpus() == 0 ? cpus : quota.cpus(),
        quota.pids() == 0 ? pids : quota.pids());
  }

  /** These, on a machine of so many processors: the engine refuses to promise more. */
  Limits within(int processors) {
    return new Limits(memory, Math.min(cpus, processors), pids);
  }

  /** Whether a container has these; so far as its engine tells. */
  boolean areOf(HostConfig container) {
    return container == null
        || (Objects.equals(container.getMemory(), memory.bytes())
            && Objects.equals(container.getNanoCPUs(), nanoCpus())
            && Objects.equals(container.getPidsLimit(), pids));
  }

  long nanoCpus() {
    return (long) (cpus * 1_000_000_000L);
  }
}
