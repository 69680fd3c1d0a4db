package dev.atelier.storage;

import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import dev.atelier.task.Pictures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Step pictures as PNG files under the data directory, named by what they show. Thread-safe. */
@ApplicationScoped
class FilePictures implements Pictures {
  private static final Logger LOG = Logger.getLogger(FilePictures.class.getName());
  private static final String PART = "part";

  /** Of a PNG: its signature, the length and the name of its first chunk. */
  private static final int BEFORE_SIZE = 16;

  private static final Pattern NAME = Pattern.compile("[0-9a-f]{16,64}");

  private final Path directory;

  /** Many may store at a time; nobody does while a picture is removed. */
  private final ReadWriteLock changes = new ReentrantReadWriteLock();

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
    changes.readLock().lock();
    try {
      if (!Files.exists(file)) {
        write(file, picture.png());
      }
      return name;
    } finally {
      changes.readLock().unlock();
    }
  }

  @Override
  public Optional<byte[]> png(String name) {
    if (!NAME.matcher(name).matches() || !Files.exists(file(name))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(file(name)));
    } catch (NoSuchFileException prunedMeanwhile) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public Optional<Size> size(String name) {
    if (!NAME.matcher(name).matches() || !Files.exists(file(name))) {
      return Optional.empty();
    }
    try (DataInputStream png = new DataInputStream(Files.newInputStream(file(name)))) {
      png.skipNBytes(BEFORE_SIZE);
      return Optional.of(new Size(png.readInt(), png.readInt()));
    } catch (NoSuchFileException | EOFException goneOrGarbled) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void prune(Collection<String> names, Predicate<String> shown) {
    for (String name : names) {
      changes.writeLock().lock();
      try {
        if (NAME.matcher(name).matches() && !shown.test(name)) {
          Files.deleteIfExists(file(name));
        }
      } catch (IOException undeletable) {
        throw new UncheckedIOException(undeletable);
      } finally {
        changes.writeLock().unlock();
      }
    }
  }

  /** Removes what a crash left of pictures that were being written. */
  void sweep(@Observes @Initialized(ApplicationScoped.class) Object start) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    changes.writeLock().lock();
    try (Stream<Path> files = Files.walk(directory, 2)) {
      for (Path file : files.filter(FilePictures::isPart).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException unswept) {
      LOG.log(Level.WARNING, "unfinished pictures could not be removed", unswept);
    } finally {
      changes.writeLock().unlock();
    }
  }

  private static boolean isPart(Path file) {
    return file.getFileName().toString().startsWith(PART) && Files.isRegularFile(file);
  }

  private Path file(String name) {
    return directory.resolve(name.substring(0, 2)).resolve(name + ".png");
  }

  /** Whole or not at all: a crash leaves no half picture under the final name. */
  private static void write(Path file, byte[] png) {
    try {
      Files.createDirectories(file.getParent());
      Path part = Files.createTempFile(file.getParent(), PART, null);
      try {
        Files.write(part, png);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
