package dev.atelier.desktop.local;

import dev.atelier.desktop.DesktopException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** The directory of one desktop: its home, its run-time files, and what is known of its process. */
record Place(Path directory) {
  /** What the kernel allows the path of a socket to be long, with its closing zero. */
  private static final int LONGEST_SOCKET_PATH = 107;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private static final Set<PosixFilePermission> EVERYBODY_READS =
      PosixFilePermissions.fromString("rw-r--r--");

  Path home() {
    return directory.resolve("home");
  }

  Path run() {
    return directory.resolve("run");
  }

  Path socket() {
    return run().resolve("vnc.sock");
  }

  Path log() {
    return directory.resolve("desktop.log");
  }

  /** Who its first process is; this file is there for as long as the desktop is. */
  Path mark() {
    return directory.resolve("process");
  }

  /** How it ended. */
  Path ended() {
    return directory.resolve("ended");
  }

  /** How the desktop is to look; it looks for this file every second. */
  Path wish() {
    return run().resolve("wish");
  }

  /** What its panel is to say, below the second in which that was so. */
  Path status() {
    return run().resolve("status");
  }

  /** The accounts that programs on the desktop see. */
  Path accounts() {
    return directory.resolve("passwd");
  }

  boolean isKnown() {
    return Files.exists(mark());
  }

  /** Makes it ready for a start: the home stays as it is, the run-time files begin anew. */
  void prepare(OptionalInt owner) {
    if (socket().toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET_PATH) {
      throw new DesktopException(
          "the path of the data directory is too long for a socket in it ("
              + socket()
              + "); choose a shorter ATELIER_DATA");
    }
    try {
      delete(run());
      Files.deleteIfExists(ended());
      Files.createDirectories(home());
      Files.createDirectories(run());
      for (Path own : List.of(home(), run())) {
        Files.setPosixFilePermissions(own, OWNER_ONLY);
        if (owner.isPresent()) {
          Files.setAttribute(own, "unix:uid", owner.getAsInt());
          Files.setAttribute(own, "unix:gid", owner.getAsInt());
        }
      }
    } catch (IOException failed) {
      throw new DesktopException("could not make the desktop's directory: " + failed, failed);
    }
  }

  /**
   * Leaves words for the desktop in a file of its run-time files. Programs on it may have put
   * anything there: it is replaced, never written through.
   */
  void leave(Path file, String words) throws IOException {
    Path fresh = directory.resolve(file.getFileName() + ".new");
    Files.writeString(fresh, words);
    Files.setPosixFilePermissions(fresh, EVERYBODY_READS);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Forgets the desktop, save its home. */
  void forget() {
    Stream.of(run(), log(), ended(), accounts(), mark()).forEach(Place::delete);
  }

  void purge() {
    delete(directory);
  }

  /** Deletes without following links; programs may have locked their own directories. */
  private static void delete(Path path) {
    try {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        unlock(path);
        try (Stream<Path> children = Files.list(path)) {
          children.forEach(Place::delete);
        }
      }
      Files.deleteIfExists(path);
    } catch (IOException failed) {
      throw new UncheckedIOException("could not delete " + path, failed);
    }
  }

  private static void unlock(Path directory) throws IOException {
    if (!Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS)
        .containsAll(OWNER_ONLY)) {
      Files.setPosixFilePermissions(directory, OWNER_ONLY);
    }
  }
}
