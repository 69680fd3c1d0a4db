package dev.atelier.storage;

import dev.atelier.desktop.Screenshot;
import dev.atelier.task.Pictures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Step pictures as PNG files under the data directory, named by what they show. Thread-safe. */
@ApplicationScoped
class FilePictures implements Pictures {
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{16,64}");

  private final Path directory;

  @Inject
  FilePictures(@ConfigProperty(name = "ATELIER_DATA", defaultValue = "data") String data) {
    this.directory = Path.of(data, "pictures");
  }

  /** For CDI's proxy only. */
  protected FilePictures() {
    this.directory = null;
  }

  @Override
  public String store(Screenshot picture) {
    String name = picture.fingerprint();
    Path file = file(name);
    if (!Files.exists(file)) {
      write(file, picture.png());
    }
    return name;
  }

  @Override
  public Optional<byte[]> png(String name) {
    if (!NAME.matcher(name).matches() || !Files.exists(file(name))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(file(name)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Path file(String name) {
    return directory.resolve(name.substring(0, 2)).resolve(name + ".png");
  }

  /** Whole or not at all: a crash leaves no half picture under the final name. */
  private static void write(Path file, byte[] png) {
    try {
      Files.createDirectories(file.getParent());
      Path part = Files.createTempFile(file.getParent(), "part", null);
      Files.write(part, png);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
