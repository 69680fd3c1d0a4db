package dev.atelier.desktop.docker;

import dev.atelier.desktop.DesktopException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A file in which a kernel tells of its machine, which looks the same from within a container: of
 * this machine where the engine is behind a socket file, else through one of its desktops.
 *
 * @param container the name of one that runs; empty when there is none
 */
record MachineFile(Engine engine, Supplier<Optional<String>> container) {
  private static final Logger LOG = Logger.getLogger(MachineFile.class.getName());
  private static final Duration LIMIT = Duration.ofSeconds(5);

  Optional<String> read(String path) {
    try {
      return engine.isOnThisMachine()
          ? Optional.of(Files.readString(Path.of(path)))
          : container.get().flatMap(name -> readIn(name, path));
    } catch (IOException | DesktopException unreadable) {
      LOG.log(Level.FINE, unreadable, () -> path + " cannot be read");
      return Optional.empty();
    }
  }

  private Optional<String> readIn(String name, String path) {
    Exec.Output read = Exec.run(engine, name, Exec.DESKTOP_USER, LIMIT, "cat", path);
    return read.code() == 0 ? Optional.of(read.text()) : Optional.empty();
  }
}
