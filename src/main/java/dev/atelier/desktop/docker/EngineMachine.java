package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.MachineMemory;
import dev.atelier.desktop.MachineReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The machine of an engine, as its kernel tells, which looks the same from within a container: this
 * machine where the engine is behind a socket file, else asked through one of its desktops.
 * Thread-safe.
 */
final class EngineMachine {
  /** What tells, see proc(5). */
  static final List<String> FILES = List.of("/proc/meminfo", "/proc/loadavg");

  private static final Logger LOG = Logger.getLogger(EngineMachine.class.getName());
  private static final Pattern LAST_MINUTE = Pattern.compile("(?m)^(\\d+\\.\\d+) \\d+\\.\\d+ ");

  /** How many desktops may fail to tell. */
  private static final int TRIES = 3;

  private static final int UNKNOWN_PROCESSORS = 1024;

  private final Engine engine;
  private final Supplier<List<String>> running;
  private final Function<String, Optional<String>> through;
  private volatile int processors;

  /**
   * Asks for one.
   *
   * @param running the desktops that run
   * @param through reads {@link #FILES} through a desktop; empty when others are at it
   */
  EngineMachine(
      Engine engine, Supplier<List<String>> running, Function<String, Optional<String>> through) {
    this.engine = engine;
    this.running = running;
    this.through = through;
  }

  OptionalLong freeMemoryMb() {
    return engine.isOnThisMachine() ? MachineMemory.freeMb() : elsewhere().freeMemoryMb();
  }

  MachineReport report() {
    return engine.isOnThisMachine()
        ? new MachineReport(MachineMemory.freeMb(), load(loadHere()))
        : elsewhere();
  }

  /** Where no desktop runs all memory is taken to be free; where none tells, nothing is known. */
  private MachineReport elsewhere() {
    List<String> desktops = running.get();
    if (desktops.isEmpty()) {
      return new MachineReport(allMemoryMb(), OptionalDouble.empty());
    }
    int failed = 0;
    for (String desktop : desktops) {
      try {
        Optional<String> told = through.apply(desktop);
        OptionalLong free = told.map(MachineMemory::parse).orElse(OptionalLong.empty());
        if (free.isPresent()) {
          return new MachineReport(free, load(told.orElseThrow()));
        }
        failed += told.isPresent() ? 1 : 0;
      } catch (DesktopException failure) {
        LOG.log(Level.FINE, failure, () -> desktop + " does not tell of its machine");
        failed++;
      }
      if (failed == TRIES) {
        break;
      }
    }
    return MachineReport.NOTHING;
  }

  private OptionalLong allMemoryMb() {
    Long bytes =
        engine.ask("ask for the machine's memory", docker -> docker.infoCmd().exec().getMemTotal());
    return bytes == null || bytes <= 0 ? OptionalLong.empty() : OptionalLong.of(bytes >> 20);
  }

  private static String loadHere() {
    try {
      return Files.readString(Path.of("/proc/loadavg"));
    } catch (IOException otherKernel) {
      return "";
    }
  }

  private OptionalDouble load(String told) {
    return load(told, () -> engine.ask("count processors", this::processors));
  }

  /** The first number of {@code /proc/loadavg}, for each processor. */
  static OptionalDouble load(String told, Supplier<Integer> processors) {
    Matcher average = LAST_MINUTE.matcher(told);
    return average.find()
        ? OptionalDouble.of(Double.parseDouble(average.group(1)) / processors.get())
        : OptionalDouble.empty();
  }

  /** Those of the machine, which seldom change while it runs. */
  int processors(DockerClient docker) {
    if (processors == 0) {
      Integer counted = docker.infoCmd().exec().getNCPU();
      processors = counted == null || counted < 1 ? UNKNOWN_PROCESSORS : counted;
    }
    return processors;
  }
}
