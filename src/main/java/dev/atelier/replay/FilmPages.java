package dev.atelier.replay;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Films as pages to keep, a few at a time: their pictures may have to be made smaller. Thread-safe.
 */
@ApplicationScoped
class FilmPages {
  private static final int MOST_AT_ONCE = 2;

  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final Drafts drafts;

  @Inject
  FilmPages(Drafts drafts) {
    this.drafts = drafts;
  }

  /** For CDI's proxy only. */
  protected FilmPages() {
    this(null);
  }

  /**
   * Makes one. Whoever takes it slowly keeps nobody else from theirs.
   *
   * @param pictures what a frame shows, as PNG
   * @throws TooManyReplays while others are being made
   */
  Download make(Film film, PlayerParts parts, Function<Frame, Optional<byte[]>> pictures) {
    if (!places.tryAcquire()) {
      throw new TooManyReplays("replays");
    }
    try {
      return written(new FilmPage(film, parts, pictures));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      places.release();
    }
  }

  private Download written(FilmPage page) throws IOException {
    Path file = drafts.file("html");
    try {
      try (OutputStream output = Files.newOutputStream(file)) {
        page.writeTo(output);
      }
      return Download.of(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
