package dev.atelier.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atelier.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How far the way back to a backup has come: one file, {@code restore-wish.json} of the data
 * directory, which each step replaces as a whole.
 */
final class Journal {
  private final Path file;

  Journal(Path data) {
    this.file = data.resolve("restore-wish.json");
  }

  /** How far it is. */
  enum Phase {
    /** Wanted; begins, or begins anew, at the next start. */
    ASKED,
    /** In place, and not on record yet. */
    DONE,
    /** Given up; everything is as it was. */
    REFUSED,
    /** The same, and on record. */
    TOLD
  }

  /**
   * What the file says.
   *
   * @param problem why it was given up; empty otherwise
   */
  record Page(Phase phase, RestoreWish wish, String problem) {}

  Optional<Page> read() {
    try {
      return Optional.of(Json.mapper().readValue(Files.readAllBytes(file), Page.class));
    } catch (NoSuchFileException nothing) {
      return Optional.empty();
    } catch (JsonProcessingException garbled) {
      throw new IllegalStateException(
          file + " cannot be understood; remove it to start without going back to a backup",
          garbled);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Optional<Page> read(Phase phase) {
    return read().filter(page -> page.phase() == phase);
  }

  void write(Phase phase, RestoreWish wish, String problem) {
    try {
      Durable.write(file, Json.write(new Page(phase, wish, problem)));
    } catch (IOException failed) {
      throw new BackupFailed("the wish could not be written down", failed);
    }
  }

  void clear() {
    try {
      Durable.remove(file);
    } catch (IOException failed) {
      throw new BackupFailed("the wish could not be taken back", failed);
    }
  }
}
