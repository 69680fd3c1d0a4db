package dev.atelier.desktop.docker;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.OneAtATime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The programs that the server runs on desktops; nobody else runs any. None begins while its
 * desktop is being paused: one that is frozen as it begins can never be woken, and the engine
 * answers nothing about the container any more. One that runs may be frozen. Thread-safe.
 */
final class DesktopPrograms {
  private static final int CONNECT_SECONDS = 10;
  private static final int CONNECT_INTERVAL_MILLIS = 20;
  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final Duration READING = Duration.ofSeconds(5);
  private static final Duration MOMENT = Duration.ofMillis(100);
  private static final Duration PACKAGES = Duration.ofSeconds(30);
  private static final Duration MEASURING = Duration.ofMinutes(2);

  /** What engines answer for a program that the image does not have. */
  private static final Set<Integer> NOT_THERE = Set.of(126, 127);

  private final Engine engine;
  private final Function<String, DesktopContainer> containers;
  private final OneAtATime oneAtATime;

  /** With the queue in which desktops are paused, too. */
  DesktopPrograms(
      Engine engine, Function<String, DesktopContainer> containers, OneAtATime oneAtATime) {
    this.engine = engine;
    this.containers = containers;
    this.oneAtATime = oneAtATime;
  }

  /** A stream to the VNC server; waits until a starting one listens. */
  DesktopStream connect(String id) {
    ExecStream stream =
        oneAtATime.in(
            id,
            () ->
                ExecStream.open(
                    engine,
                    containers.apply(id).name(),
                    Exec.DESKTOP_USER,
                    "socat",
                    "-b65536",
                    "STDIO",
                    "UNIX-CONNECT:/run/desk/vnc.sock,retry="
                        + CONNECT_SECONDS * 1000 / CONNECT_INTERVAL_MILLIS
                        + ",interval="
                        + CONNECT_INTERVAL_MILLIS / 1000.0));
    // A VNC server speaks first.
    stream.awaitOutput(CONNECT_SECONDS + 2);
    return stream;
  }

  /** Begins a program that is spoken with. */
  DesktopStream talk(String id, List<String> command) {
    return oneAtATime.in(
        id,
        () ->
            ExecStream.open(
                engine,
                containers.apply(id).name(),
                Exec.DESKTOP_USER,
                command.toArray(String[]::new)));
  }

  void dress(String id, Look look) {
    desk(id, "look", look.theme(), look.accent().orElse(""));
  }

  void tell(String id, String line) {
    desk(id, "tell", line);
  }

  /**
   * Asks the desktop's own script. It goes by another name there than the program that starts a
   * desktop: an earlier image knows only that one, and would start a second desktop on top.
   */
  private void desk(String id, String... words) {
    String[] command = Stream.concat(Stream.of("desk"), Stream.of(words)).toArray(String[]::new);
    Exec.Output output = run(id, SHORT, command);
    if (NOT_THERE.contains(output.code())) {
      throw new DesktopException(
          "this desktop was made from an earlier image, which has neither looks nor a panel's line");
    }
    if (output.code() != 0) {
      throw new DesktopException(
          "the desktop's “" + words[0] + "” failed: " + output.text().strip());
    }
  }

  /** How large the home is, in MiB; what cannot be read counts nothing. */
  OptionalLong homeMb(String id) {
    String measuring =
        "exec timeout %d nice -n19 ionice -c3 du -skx %s 2>/dev/null"
            .formatted(MEASURING.toSeconds(), DesktopContainer.HOME);
    return HomeSize.parse(run(id, MEASURING.plusSeconds(5), "sh", "-c", measuring).text());
  }

  /** What the kernel tells of the machine; empty when others are at the desktop. */
  Optional<String> machine(String id) {
    String[] reading =
        Stream.concat(Stream.of("cat"), EngineMachine.FILES.stream()).toArray(String[]::new);
    Exec.Collected told = new Exec.Collected();
    return oneAtATime
        .within(MOMENT, id, () -> Optional.of(begin(id, told, reading)), Optional::<Exec>empty)
        .map(
            begun -> {
              try (Exec running = begun) {
                running.awaitEnd(READING);
              }
              return told.text();
            });
  }

  boolean hasBrowser(String id) {
    return run(id, SHORT, "pgrep", "firefox").code() == 0;
  }

  /** The names of the packages that somebody wanted; see {@link Packages}. */
  Set<String> wantedPackages(String id) {
    return Packages.wanted(run(id, PACKAGES, Packages.question()));
  }

  private Exec.Output run(String id, Duration limit, String... command) {
    Exec.Collected collected = new Exec.Collected();
    try (Exec running = oneAtATime.in(id, () -> begin(id, collected, command))) {
      return running.ended(collected, limit);
    }
  }

  private Exec begin(String id, Exec.Printed output, String... command) {
    return Exec.begin(
        engine, containers.apply(id).name(), Exec.DESKTOP_USER, output, List.of(command));
  }
}
