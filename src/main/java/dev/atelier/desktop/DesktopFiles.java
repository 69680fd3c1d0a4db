package dev.atelier.desktop;

import java.io.InputStream;
import java.util.List;

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

  /** A file that is being read, by one thread. */
  interface Reading extends AutoCloseable {
    long bytes();

    /** That many bytes, or an {@link java.io.IOException}. */
    InputStream content();

    @Override
    void close();
  }

  /** What a directory holds; what has no name in UTF-8 has no address and is left out. */
  Listing list(String id, HomePath directory);

  /** Opens a file; the caller closes it. */
  Reading open(String id, HomePath file);

  /**
   * Writes a file whole or not at all, in place of one that is there; directories on the way are
   * made.
   *
   * @throws java.io.UncheckedIOException when the content cannot be read to its end
   * @throws DiskFull when there is no room
   */
  void write(String id, HomePath file, InputStream content);

  /** Removes a file, a link (not what it leads to) or an empty directory. */
  void delete(String id, HomePath path);
}
