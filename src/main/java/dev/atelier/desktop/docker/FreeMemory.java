package dev.atelier.desktop.docker;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory an engine's machine has left, as its kernel tells: {@code MemAvailable} of
 * proc(5) in kibibytes.
 */
final class FreeMemory {
  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");

  private FreeMemory() {}

  /** Of an engine on which nothing runs that could be asked, all there is. */
  static OptionalLong megabytes(Engine engine, MachineFile memory) {
    Optional<String> told = memory.read("/proc/meminfo");
    return told.isPresent() ? parse(told.get()) : all(engine);
  }

  static OptionalLong parse(String meminfo) {
    Matcher line = AVAILABLE.matcher(meminfo);
    return line.find()
        ? OptionalLong.of(Long.parseLong(line.group(1)) / 1024)
        : OptionalLong.empty();
  }

  private static OptionalLong all(Engine engine) {
    Long bytes =
        engine.ask("ask for the machine's memory", docker -> docker.infoCmd().exec().getMemTotal());
    return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes >> 20);
  }
}
