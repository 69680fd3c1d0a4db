package dev.atelier.backup;

import java.nio.file.Path;
import java.util.Optional;

/** The database, where it is one file that can be copied and put in place. Thread-safe. */
public interface DatabaseFile {

  /** Why it cannot be saved and brought back here, with the way out; empty where it can. */
  Optional<String> problem();

  /** Where it lies; only where there is no {@link #problem}. */
  Path path();

  /**
   * Copies it as it is at one moment, while it is worked on.
   *
   * @param target ends in {@code .mv.db}, and is not there yet
   */
  void copyTo(Path target);

  /**
   * What a copy holds. It is opened for that, so that none is taken for whole which is not.
   *
   * @throws UnusableBackup when it cannot be opened, or was written by a newer server
   */
  Contents contents(Path copy);

  /**
   * Brings a copy that is about to be put in place up to this server, and settles what must not
   * happen twice.
   *
   * @param present a copy of the database that it replaces: what stands beside the database, such
   *     as desktops, is not brought back, and so its rows are taken from there
   */
  void prepare(Path copy, Optional<Path> present);
}
