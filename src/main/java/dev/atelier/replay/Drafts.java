package dev.atelier.replay;

import dev.atelier.MadeAtStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where replays lie while they are made. What a server left there that was killed is gone when the
 * next one has started. Thread-safe.
 */
@ApplicationScoped
public class Drafts implements MadeAtStart {
  private static final Logger LOG = Logger.getLogger(Drafts.class.getName());

  private final Path directory;

  @Inject
  Drafts(@ConfigProperty(name = "ATELIER_DATA", defaultValue = "data") String data) {
    this(Path.of(data, "replays"));
  }

  Drafts(Path directory) {
    this.directory = directory;
  }

  /** For CDI's proxy only. */
  protected Drafts() {
    this(Path.of(""));
  }

  @Override
  public void make() {
    if (Files.isDirectory(directory)) {
      try (Stream<Path> left = Files.list(directory)) {
        left.forEach(Drafts::remove);
      } catch (IOException unreadable) {
        LOG.log(Level.WARNING, directory + " cannot be emptied", unreadable);
      }
    }
  }

  private static void remove(Path left) {
    try {
      Files.deleteIfExists(left);
    } catch (IOException kept) {
      LOG.log(Level.WARNING, left + " cannot be removed", kept);
    }
  }

  /** A file of its own, which whoever asks for it removes. */
  Path file(String ending) throws IOException {
    return Files.createTempFile(Files.createDirectories(directory), "replay", "." + ending);
  }
}
