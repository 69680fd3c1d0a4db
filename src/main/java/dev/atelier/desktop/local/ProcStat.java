package dev.atelier.desktop.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the kernel says of a process. Source: proc(5), {@code /proc/[pid]/stat}.
 *
 * @param state {@code T} stopped by a signal, {@code Z} dead and not yet reaped
 * @param startTime in ticks since the machine started: with the pid it names a process for good
 */
record ProcStat(long pid, char state, long startTime) {
  private static final int STATE = 0;
  private static final int START_TIME = 19;

  /** Empty when there is no such process. */
  static Optional<ProcStat> of(long pid) {
    try {
      return parse(Files.readString(Path.of("/proc/" + pid + "/stat")));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Reads one line; the command in it may hold anything, also spaces and brackets. */
  static Optional<ProcStat> parse(String line) {
    int open = line.indexOf(" (");
    int close = line.lastIndexOf(") ");
    if (open < 1 || close < open) {
      return Optional.empty();
    }
    String[] fields = line.substring(close + 2).strip().split(" ", -1);
    if (fields.length <= START_TIME || fields[STATE].length() != 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ProcStat(
              Long.parseLong(line.substring(0, open).strip()),
              fields[STATE].charAt(0),
              Long.parseLong(fields[START_TIME])));
    } catch (NumberFormatException nonsense) {
      return Optional.empty();
    }
  }

  boolean isAlive() {
    return state != 'Z' && state != 'X';
  }

  boolean isFrozen() {
    return state == 'T' || state == 't';
  }
}
