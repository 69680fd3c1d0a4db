package dev.atelier.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory this machine has left: {@code MemAvailable} of proc(5) in kibibytes. */
public final class MachineMemory {
  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");

  private MachineMemory() {}

  /** In MiB; empty where no kernel tells. */
  public static OptionalLong freeMb() {
    try {
      return parse(Files.readString(Path.of("/proc/meminfo")));
    } catch (IOException otherKernel) {
      return OptionalLong.empty();
    }
  }

  /** In MiB, from the text of {@code /proc/meminfo}; empty where an older kernel wrote it. */
  public static OptionalLong parse(String meminfo) {
    Matcher line = AVAILABLE.matcher(meminfo);
    return line.find()
        ? OptionalLong.of(Long.parseLong(line.group(1)) / 1024)
        : OptionalLong.empty();
  }
}
