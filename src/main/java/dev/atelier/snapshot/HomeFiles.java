package dev.atelier.snapshot;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DiskFull;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The homes of snapshots, each a compressed tar archive under the data directory. A file is whole
 * or not there, also after a crash. Thread-safe.
 */
@ApplicationScoped
class HomeFiles {
  private static final String WHOLE = ".tar.zst";
  private static final String PART = ".part";
  private static final Pattern ID = Pattern.compile("snap_[a-z0-9]{1,40}");
  private static final int BUFFER = 256 * 1024;

  /** The fastest; a desktop is held still meanwhile. */
  private static final int LEVEL = 1;

  /** Bytes that the database can grow by until somebody has freed some. */
  private static final long ROOM_LEFT = 64L << 20;

  private final Path directory;

  @Inject
  HomeFiles(@ConfigProperty(name = "ATELIER_DATA", defaultValue = "data") String data) {
    this.directory = Path.of(data, "snapshots").toAbsolutePath();
  }

  /** For CDI's proxy only. */
  protected HomeFiles() {
    this.directory = null;
  }

  /**
   * Keeps what is written.
   *
   * @return how many bytes the file has
   */
  long write(String id, Consumer<OutputStream> home) {
    Path part = directory.resolve(checked(id) + PART);
    try {
      Files.createDirectories(directory);
      try (FileOutputStream file = new FileOutputStream(part.toFile())) {
        try (OutputStream whole =
            new ZstdOutputStream(new BufferedOutputStream(new Unclosed(file), BUFFER), LEVEL)) {
          home.accept(whole);
        }
        file.getFD().sync();
      }
      Path whole = file(id);
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return Files.size(whole);
    } catch (IOException failed) {
      deleteQuietly(part);
      throw unwritable(failed);
    } catch (RuntimeException | Error failed) {
      deleteQuietly(part);
      throw failed;
    }
  }

  /** Hands the archive to whoever reads it. */
  void read(String id, Consumer<InputStream> home) {
    try (InputStream whole =
        new BufferedInputStream(
            new ZstdInputStream(new BufferedInputStream(Files.newInputStream(file(id)), BUFFER)),
            BUFFER)) {
      home.accept(whole);
    } catch (IOException failed) {
      throw new DesktopException("the saved home cannot be read: " + failed.getMessage(), failed);
    }
  }

  boolean exists(String id) {
    return Files.isRegularFile(file(id));
  }

  /** Idempotent. */
  void delete(String id) {
    try {
      Files.deleteIfExists(file(id));
      Files.deleteIfExists(directory.resolve(checked(id) + PART));
    } catch (IOException failed) {
      throw new DesktopException("a saved home cannot be removed: " + failed.getMessage(), failed);
    }
  }

  /** Ids of all that lie here, whole or not. */
  Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        files
            .map(file -> file.getFileName().toString().replaceAll("\\..*", ""))
            .filter(id -> ID.matcher(id).matches())
            .forEach(ids::add);
      } catch (IOException failed) {
        throw new DesktopException(
            "the saved homes cannot be listed: " + failed.getMessage(), failed);
      }
    }
    return ids;
  }

  private Path file(String id) {
    return directory.resolve(checked(id) + WHOLE);
  }

  /** Nothing that a caller names leads elsewhere. */
  private static String checked(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not a snapshot id: " + id);
    }
    return id;
  }

  private static DesktopException unwritable(IOException failed) {
    String words = String.valueOf(failed.getMessage());
    return words.contains("No space left")
        ? full(failed)
        : new DesktopException("the home cannot be saved: " + words, failed);
  }

  private static DiskFull full(IOException cause) {
    return new DiskFull(
        "the disk of the server is full; free some space, or remove snapshots", cause);
  }

  private static void deleteQuietly(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException stays) {
      // It is found when the server looks for what belongs to nobody.
    }
  }

  /**
   * Lets what is wrapped around a file be finished before the file is, and leaves room on its disk,
   * which is also that of the database.
   */
  private final class Unclosed extends java.io.FilterOutputStream {
    Unclosed(OutputStream file) {
      super(file);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      try {
        if (Files.getFileStore(directory).getUsableSpace() < ROOM_LEFT) {
          throw new IOException("No space left but what the server needs to go on");
        }
        out.write(source, offset, length);
      } catch (IOException failed) {
        // Whoever writes must not take it for a failure of what is read.
        throw unwritable(failed);
      }
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
