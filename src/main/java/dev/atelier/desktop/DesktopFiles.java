package dev.atelier.desktop;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Files in the homes of desktops that are awake, from outside, with the rights of the desktop's own
 * user.
 *
 * <p>Thread-safe. A symbolic link is followed within the home; one that leads out of it is a {@link
 * PathRefused}. Every method throws {@link NoSuchFile} when there is nothing at a path, {@link
 * FileRefused} when it is of another kind or not that user's, and {@link DesktopException} when the
 * desktop does not answer for a minute, or is not done after two hours.
 */
public interface DesktopFiles {
  /** More of a directory is not listed. */
  int MOST_LISTED = 5000;

  /** More files that changed are not told of. */
  int MOST_CHANGED = 1000;

  /**
   * What a directory holds, by name.
   *
   * @param whole whether that is all of it
   */
  record Listing(List<HomeEntry> entries, boolean whole) {
    public Listing {
      entries = List.copyOf(entries);
    }
  }

  /** A file that is being read, by one thread; its content once, whole or a part. */
  interface Reading extends AutoCloseable {
    long bytes();

    Instant changedAt();

    /** Another one for every other content: made of the file's place on disk, size and time. */
    String version();

    /** All of it, or an {@link java.io.IOException}. */
    default InputStream content() {
      return content(0, bytes());
    }

    /** That many bytes of it, or an {@link java.io.IOException}. */
    InputStream content(long from, long count);

    @Override
    void close();
  }

  /**
   * On what terms a file is written.
   *
   * @param fresh whether a file that is there already is left alone, with {@link FileThere}
   * @param sha256 of the content in hexadecimal digits; for another one {@link ContentDiffers}
   */
  record Terms(boolean fresh, Optional<String> sha256) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** In place of whatever file is there. */
    public static final Terms NONE = new Terms(false, Optional.empty());

    public Terms {
      if (sha256.filter(SHA256.asMatchPredicate().negate()).isPresent()) {
        throw new IllegalArgumentException("a SHA-256 is 64 hexadecimal digits");
      }
    }
  }

  /**
   * What tells one file that comes in pieces from another of its name.
   *
   * @param total how many bytes it will have
   * @param key what its sender chose; may be empty
   */
  record Whole(long total, String key) {}

  /** What a directory holds; what has no name in UTF-8 has no address and is left out. */
  Listing list(String id, HomePath directory);

  /** Opens a file; the caller closes it. */
  Reading open(String id, HomePath file);

  /**
   * Writes a file whole or not at all; directories on the way are made.
   *
   * @throws java.io.UncheckedIOException when the content cannot be read to its end
   * @throws DiskFull when there is no room
   */
  void write(String id, HomePath file, InputStream content, Terms terms);

  /**
   * Adds a piece to a file that comes in several, and may be cut; what came waits for the rest, for
   * a day. Once all of it is there, it becomes the file.
   *
   * @param from where the piece begins
   * @return how many bytes there are now; all of them when the file is written
   * @throws UploadElsewhere when something else than {@code from} bytes are there
   * @throws java.io.UncheckedIOException when the content cannot be read to its end; what came of
   *     it counts
   */
  long append(String id, HomePath file, long from, Whole whole, InputStream content, Terms terms);

  /**
   * How many bytes are there of a file that comes in pieces; where it is all of them, it is written
   * now.
   */
  long received(String id, HomePath file, Whole whole, Terms terms);

  /** Which of the paths lead to a file that can be read. */
  List<Boolean> areFiles(String id, List<HomePath> paths);

  /**
   * Files that came or changed lately, where people look for them: not below names that begin with
   * a dot, not deeper than five directories. The time is the desktop's own.
   *
   * @return with their paths as names, newest first
   */
  Listing changed(String id, Duration lately);

  /** Removes what came of uploads that nobody finished within a day. */
  void sweep(String id);

  /** Removes a file, a link (not what it leads to) or an empty directory. */
  void delete(String id, HomePath path);
}
