package dev.atelier.desktop.local;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.ProgramStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** One desktop of child processes. Not thread-safe, save for what only looks. */
final class LocalDesktop {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final long LONGEST_LOG = 1 << 20;
  private static final String STOPPED = "stopped";

  private final Place place;

  LocalDesktop(Path directory) {
    this.place = new Place(directory);
  }

  String id() {
    return place.directory().getFileName().toString();
  }

  boolean isKnown() {
    return place.isKnown();
  }

  DesktopState state() {
    if (!place.isKnown()) {
      return DesktopState.MISSING;
    }
    return process()
        .flatMap(ProcessMark::living)
        .map(leader -> leader.isFrozen() ? DesktopState.PAUSED : DesktopState.RUNNING)
        .orElse(DesktopState.STOPPED);
  }

  /** How much its home holds, in MiB, as far as it can be read. */
  OptionalLong homeMb() {
    return Files.isDirectory(place.home())
        ? OptionalLong.of(FileSizes.mb(place.home()))
        : OptionalLong.empty();
  }

  private Optional<ProcessMark> process() {
    return ProcessMark.read(place.mark());
  }

  /** Where its programs find the home. */
  String home(Confinement confinement) {
    return confinement.whereabouts(place).get("HOME");
  }

  /**
   * Begins a program that is confined as its own are; it gets nothing of the server's environment.
   */
  DesktopStream begin(Confinement confinement, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(confinement.beside(place, command)).directory(Path.of("/").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", Confinement.PATH);
    return ProgramStream.begin(builder);
  }

  /** Its processes, when they live. */
  private Optional<ProcessTree> tree() {
    return process().filter(mark -> mark.living().isPresent()).map(ProcessTree::of);
  }

  /** Starts its processes; when that fails, what was there before is there still, and no more. */
  void launch(Confinement confinement, DesktopSpec spec) {
    boolean wasKnown = place.isKnown();
    boolean hadHome = Files.exists(place.home());
    try {
      ProcessTree.sweep(place.directory());
      place.prepare(confinement.owner());
      Process leader = spawn(confinement, spec);
      awaitSocket(leader);
    } catch (RuntimeException | IOException | InterruptedException failed) {
      clearAway(wasKnown, hadHome);
      if (failed instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw failed instanceof DesktopException reason
          ? reason
          : new DesktopException("could not start the desktop: " + failed, failed);
    }
  }

  private Process spawn(Confinement confinement, DesktopSpec spec) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Leader.command(place, confinement.command(place)))
            .directory(place.directory().toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(Redirect.appendTo(place.log().toFile()))
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(confinement.environment(place, spec));
    return builder.start();
  }

  /** A session that cannot start ends at once; one that takes long will be waited for later. */
  private void awaitSocket(Process leader) throws InterruptedException {
    long end = System.nanoTime() + GRACE.toNanos();
    while (!(isMarked(leader) && Files.exists(place.socket())) && System.nanoTime() < end) {
      if (!leader.isAlive()) {
        throw new DesktopException("could not start the desktop: " + lastWords());
      }
      Thread.sleep(5);
    }
    if (!isMarked(leader)) {
      leader.destroyForcibly();
      throw new DesktopException("could not start the desktop: its first process does not run");
    }
  }

  private boolean isMarked(Process leader) {
    return process().filter(mark -> mark.pid() == leader.pid()).isPresent();
  }

  private String lastWords() {
    try (Stream<String> lines = Files.lines(place.log())) {
      return lines
          .filter(line -> !line.isBlank())
          .reduce((first, last) -> last)
          .orElse("no reason");
    } catch (IOException | UncheckedIOException unreadable) {
      return "no reason is known";
    }
  }

  private void clearAway(boolean wasKnown, boolean hadHome) {
    try {
      ProcessTree.sweep(place.directory());
      if (!hadHome) {
        place.purge();
      } else if (!wasKnown) {
        place.forget();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (UncheckedIOException notEither) {
      // What made the start fail is the better message.
    }
  }

  /** Waits, bounded, until its VNC server listens. */
  DesktopStream connect() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    trimLog();
    while (true) {
      DesktopState state = state();
      if (state != DesktopState.RUNNING) {
        throw new DesktopException(
            "could not connect to the desktop: it is "
                + (state == DesktopState.PAUSED ? "paused" : "not running"));
      }
      try {
        return SocketStream.open(place.socket());
      } catch (IOException notYet) {
        if (System.nanoTime() > end) {
          throw new DesktopException(
              "the desktop's VNC server did not answer within " + PATIENCE.toSeconds() + " s",
              notYet);
        }
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new DesktopException("interrupted while connecting to the desktop", interrupted);
      }
    }
  }

  /** Its processes append to the log, so it may be cut under them. */
  private void trimLog() {
    try {
      if (Files.size(place.log()) > LONGEST_LOG) {
        FileChannel.open(
                place.log(), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
            .close();
      }
    } catch (IOException noLog) {
      // Nothing is too long then.
    }
  }

  void pause() {
    change("pause", ProcessTree::freeze);
  }

  void resume() {
    change("resume", ProcessTree::thaw);
  }

  private interface Change {
    void to(ProcessTree tree) throws InterruptedException;
  }

  private void change(String doing, Change change) {
    ProcessTree tree =
        tree()
            .orElseThrow(
                () -> new DesktopException("could not " + doing + " the desktop: it does not run"));
    try {
      change.to(tree);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DesktopException("could not " + doing + " the desktop: interrupted", interrupted);
    }
  }

  /** Nothing can be run inside its sandbox from here, so it is left a wish. */
  void dress(Look look) {
    leave(place.wish(), look.theme() + " " + look.accent().orElse("") + "\n");
  }

  void tell(String line, Instant now) {
    leave(place.status(), now.getEpochSecond() + "\n" + line + "\n");
  }

  private void leave(Path file, String words) {
    if (state() != DesktopState.RUNNING) {
      throw new DesktopException("the desktop cannot be told: it does not run");
    }
    try {
      place.leave(file, words);
    } catch (IOException failed) {
      throw new DesktopException("the desktop cannot be told: " + failed, failed);
    }
  }

  void stop(Confinement confinement) {
    if (!place.isKnown()) {
      return;
    }
    try {
      Optional<ProcessTree> tree = tree();
      if (tree.isPresent()) {
        tree.get().askToEnd(confinement.generations(), GRACE);
        tree.get().kill();
        Files.writeString(place.ended(), STOPPED);
      }
      ProcessTree.sweep(place.directory());
      Files.deleteIfExists(place.socket());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DesktopException("interrupted while stopping the desktop", interrupted);
    } catch (IOException failed) {
      throw new DesktopException("could not stop the desktop: " + failed, failed);
    }
  }

  void remove(boolean purgeHome) {
    try {
      if (purgeHome) {
        place.purge();
      } else {
        place.forget();
      }
    } catch (UncheckedIOException failed) {
      throw new DesktopException("could not remove the desktop: " + failed.getMessage(), failed);
    }
  }

  Optional<String> whyStopped() {
    if (state() != DesktopState.STOPPED) {
      return Optional.empty();
    }
    try {
      return Optional.of(ofEnding(Files.readString(place.ended()).strip()));
    } catch (IOException noteMissing) {
      boolean restarted = process().filter(mark -> !mark.isOfThisBoot()).isPresent();
      return Optional.of(
          restarted ? "the machine was restarted" : "its processes were killed from outside");
    }
  }

  private static String ofEnding(String ending) {
    return switch (ending) {
      case STOPPED, "0", "143" -> "it was stopped";
      case "137" -> "its processes were killed from outside";
      default -> "its session ended with exit code " + ending;
    };
  }

  /** Every process of it, for the tests. */
  List<ProcessHandle> processes() {
    return ProcessTree.belongingTo(place.directory());
  }
}
