package dev.atelier.desktop.local;

import java.util.ArrayList;
import java.util.List;

/**
 * The first process of a desktop, a shell that outlives the server: it writes down who it is before
 * it starts anything, waits for the desktop, and writes down how that ended.
 */
final class Leader {
  /** Its arguments: the file for its mark, the file for the exit code, the command. */
  static final String MARKING =
      """
      mark=$1 ended=$2; shift 2
      read -r boot </proc/sys/kernel/random/boot_id
      IFS= read -r stat </proc/$$/stat
      echo "$boot $stat" >"$mark"
      "$@"
      echo $? >"$ended"
      """;

  private Leader() {}

  /** In a session of its own, so that what ends the server does not end it. */
  static List<String> command(Place place, List<String> desktop) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "setsid",
                "sh",
                "-c",
                MARKING,
                "atelier-desktop",
                place.mark().toString(),
                place.ended().toString()));
    command.addAll(desktop);
    return command;
  }
}
