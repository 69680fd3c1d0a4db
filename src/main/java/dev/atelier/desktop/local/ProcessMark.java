package dev.atelier.desktop.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Names one process beyond doubt, so that another that got its number later is not taken for it.
 *
 * @param boot the kernel's id of the machine's present run
 */
record ProcessMark(String boot, long pid, long startTime) {

  /** Reads what {@link Leader#MARKING} wrote: the boot's id, then the process's own stat line. */
  static Optional<ProcessMark> parse(String line) {
    int space = line.indexOf(' ');
    if (space < 1) {
      return Optional.empty();
    }
    return ProcStat.parse(line.substring(space + 1).strip())
        .map(stat -> new ProcessMark(line.substring(0, space), stat.pid(), stat.startTime()));
  }

  static Optional<ProcessMark> read(Path file) {
    try {
      return parse(Files.readString(file).strip());
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  /** What the kernel says of that very process; empty when it is dead. */
  Optional<ProcStat> living() {
    return ProcStat.of(pid)
        .filter(ProcStat::isAlive)
        .filter(found -> found.startTime() == startTime && isOfThisBoot());
  }

  boolean isOfThisBoot() {
    try {
      return boot.equals(Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
    } catch (IOException unreadable) {
      return true;
    }
  }
}
