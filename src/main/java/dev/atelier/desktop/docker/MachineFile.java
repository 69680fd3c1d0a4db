package dev.atelier.desktop.docker;

import dev.atelier.desktop.DesktopException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A file in which a kernel tells of its machine, which looks the same from within a container: of
 * this machine where the engine is behind a socket file, else through one of its desktops.
 *
 * @param elsewhere reads a file through a desktop; empty when none runs
 */
record MachineFile(Engine engine, Function<String, Optional<String>> elsewhere) {
  private static final Logger LOG = Logger.getLogger(MachineFile.class.getName());

  Optional<String> read(String path) {
    try {
      return engine.isOnThisMachine()
          ? Optional.of(Files.readString(Path.of(path)))
          : elsewhere.apply(path);
    } catch (IOException | DesktopException unreadable) {
      LOG.log(Level.FINE, unreadable, () -> path + " cannot be read");
      return Optional.empty();
    }
  }
}
