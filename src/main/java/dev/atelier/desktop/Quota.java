package dev.atelier.desktop;

/**
 * What a desktop may use; 0 means the runtime's default.
 *
 * @param cpus processors, e.g. 2.0
 * @param memoryMb memory in MiB
 * @param pids processes and threads
 * @param diskMb how large its home should become at most, in MiB; 0 means without a bound
 */
public record Quota(double cpus, int memoryMb, int pids, int diskMb) {
  public static final Quota STANDARD = new Quota(0, 0, 0, 0);

  public Quota {
    if (!(cpus >= 0) || memoryMb < 0 || pids < 0 || diskMb < 0) {
      throw new IllegalArgumentException("a quota is not negative");
    }
  }

  /** Whether it bounds what programs may use, and not only how large the home becomes. */
  public boolean boundsPrograms() {
    return cpus > 0 || memoryMb > 0 || pids > 0;
  }
}
