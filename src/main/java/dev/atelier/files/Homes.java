package dev.atelier.files;

import dev.atelier.desktop.DesktopFiles;
import dev.atelier.desktop.FileRefused;
import dev.atelier.desktop.HomePath;
import dev.atelier.session.DesktopUses;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;

/**
 * The homes of desktops, for whoever may use these: each deed wakes the desktop, and is on record
 * before it is done. Thread-safe.
 */
@ApplicationScoped
public class Homes {
  /** Each holds a thread for as long as it takes, and the server has 200 for all requests. */
  static final int MOST_AT_ONCE = 40;

  private final Sessions sessions;
  private final DesktopUses uses;
  private final FileRecord record;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  @Inject
  Homes(Sessions sessions, DesktopUses uses, FileRecord record) {
    this.sessions = sessions;
    this.uses = uses;
    this.record = record;
  }

  /** For CDI's proxy only. */
  protected Homes() {
    this(null, null, null);
  }

  /** Reads the content of a file while it is open. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(DesktopFiles.Reading file) throws IOException;
  }

  /** What is done with the files of a desktop that is awake. */
  @FunctionalInterface
  private interface Deed<T> {
    T on(DesktopFiles files) throws IOException;
  }

  /** What a directory holds. */
  public DesktopFiles.Listing list(String id, HomePath directory, String actor)
      throws InterruptedException, IOException {
    return perform(id, "file.list", directory, actor, files -> files.list(id, directory));
  }

  /** Gives a file's content to a reader. */
  public <T> T read(String id, HomePath file, String actor, Reader<T> reader)
      throws InterruptedException, IOException {
    requireFile(file);
    return perform(
        id,
        "file.read",
        file,
        actor,
        files -> {
          try (DesktopFiles.Reading open = files.open(id, file)) {
            return reader.read(open);
          }
        });
  }

  /**
   * Writes a file whole or not at all, in place of one that is there.
   *
   * @throws IOException when the content cannot be read to its end
   */
  public void write(String id, HomePath file, InputStream content, String actor)
      throws InterruptedException, IOException {
    write(id, file, content, DesktopFiles.Terms.NONE, actor);
  }

  /** Writes a file whole or not at all, on terms. */
  public void write(
      String id, HomePath file, InputStream content, DesktopFiles.Terms terms, String actor)
      throws InterruptedException, IOException {
    writing(
        id,
        file,
        actor,
        files -> {
          files.write(id, file, content, terms);
          return file;
        });
  }

  /**
   * Takes a piece of a file, or says how far it is.
   *
   * @return how many bytes are there
   */
  long take(
      String id,
      HomePath file,
      Piece piece,
      InputStream content,
      DesktopFiles.Terms terms,
      String actor)
      throws InterruptedException, IOException {
    return writing(
        id,
        file,
        actor,
        files ->
            piece.asks()
                ? files.received(id, file, piece.whole(), terms)
                : files.append(id, file, piece.from(), piece.whole(), piece.of(content), terms));
  }

  private <T> T writing(String id, HomePath file, String actor, Deed<T> deed)
      throws InterruptedException, IOException {
    requireFile(file);
    sessions.requireRoomOnDisk(id);
    try {
      return perform(id, "file.write", file, actor, deed);
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
  }

  /** Removes a file, a link or an empty directory. */
  public void delete(String id, HomePath path, String actor)
      throws InterruptedException, IOException {
    requireFile(path);
    perform(
        id,
        "file.delete",
        path,
        actor,
        files -> {
          files.delete(id, path);
          return path;
        });
  }

  private <T> T perform(String id, String type, HomePath path, String actor, Deed<T> deed)
      throws InterruptedException, IOException {
    if (!places.tryAcquire()) {
      throw new TooManyTransfers(MOST_AT_ONCE);
    }
    try (DesktopUses.Use using = uses.begin(id)) {
      DesktopFiles files = sessions.files(id);
      record.asked(new FileAsked(id, type, path.text(), actor));
      return deed.on(files);
    } finally {
      places.release();
    }
  }

  private static void requireFile(HomePath path) {
    if (path.isHome()) {
      throw new FileRefused("the home itself is not a file; name one in it");
    }
  }
}
