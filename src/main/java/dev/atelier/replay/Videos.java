package dev.atelier.replay;

import dev.atelier.BackgroundWork;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Films as videos, by a program of the machine, a few at a time and for no longer than a bound.
 * Neither program nor file is left of them, however it ends. Thread-safe.
 */
@ApplicationScoped
public class Videos {
  static final int PER_SECOND = 2;
  static final int MOST_AT_ONCE = 2;

  /** So many more are let wait; each of them holds a thread of the server. */
  static final int MOST_WAITING = 4;

  private static final Terms USUAL = new Terms(Duration.ofMinutes(3), Duration.ofSeconds(20));
  private static final Duration LAST_WORDS = Duration.ofSeconds(20);
  private static final int END_SECONDS = 5;
  private static final int LONG = 150;
  private static final int LONGEST_PROBLEM = 300;

  private final BackgroundWork background;
  private final Encoders encoders;
  private final Drafts drafts;
  private final Terms terms;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);
  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  /**
   * @param limit how long one may take
   * @param patience how long one waits for its turn
   */
  record Terms(Duration limit, Duration patience) {}

  @Inject
  Videos(BackgroundWork background, Drafts drafts) {
    this(background, Encoders.ofThisMachine(), drafts, USUAL);
  }

  Videos(BackgroundWork background, Encoders encoders, Drafts drafts, Terms terms) {
    this.background = background;
    this.encoders = encoders;
    this.drafts = drafts;
    this.terms = terms;
  }

  /** For CDI's proxy only. */
  protected Videos() {
    this(null, null, null, null);
  }

  /** Whether there is a program for that kind. */
  public boolean canMake(VideoFormat format) {
    return encoders.command(format, Path.of("video")).isPresent();
  }

  /**
   * Makes one.
   *
   * @param pictures what a frame shows, as PNG
   * @throws NoEncoder when no program does
   * @throws TooManyReplays while too many others are being made
   * @throws VideoFailed when the program does not, or not in time
   */
  Download make(Film film, VideoFormat format, Function<Frame, Optional<byte[]>> pictures) {
    if (!canMake(format)) {
      throw new NoEncoder(format);
    }
    if (film.frames().isEmpty()) {
      throw new VideoFailed("nothing was done yet");
    }
    takeTurn();
    try {
      return made(film, format, pictures);
    } catch (IOException failed) {
      throw new VideoFailed("the server's disk does not take it", failed);
    } finally {
      places.release();
    }
  }

  /** Who comes first has the next turn. */
  private void takeTurn() {
    try {
      if (waiting() >= MOST_WAITING
          || !places.tryAcquire(terms.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TooManyReplays("videos");
      }
    } catch (InterruptedException stopping) {
      throw stopping(stopping);
    }
  }

  /** How many wait for their turn. */
  int waiting() {
    return places.getQueueLength();
  }

  private static VideoFailed stopping(InterruptedException stopping) {
    Thread.currentThread().interrupt();
    return new VideoFailed("the server is stopping", stopping);
  }

  private Download made(Film film, VideoFormat format, Function<Frame, Optional<byte[]>> pictures)
      throws IOException {
    Path target = drafts.file(format.word());
    Path said = drafts.file("said");
    try {
      List<String> command =
          encoders.command(format, target).orElseThrow(() -> new NoEncoder(format));
      encode(film, command, said, pictures);
      return Download.of(target);
    } finally {
      Files.deleteIfExists(target);
      Files.deleteIfExists(said);
    }
  }

  private void encode(
      Film film, List<String> command, Path said, Function<Frame, Optional<byte[]>> pictures)
      throws IOException {
    Process encoder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    running.add(encoder);
    AtomicBoolean late = new AtomicBoolean();
    background.later(terms.limit(), () -> endLate(encoder, late));
    try {
      feed(film, encoder.getOutputStream(), pictures);
      if (!encoder.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new VideoFailed("it took too long");
      }
    } catch (IOException refused) {
      throw problem(late, said, refused);
    } catch (InterruptedException stopping) {
      throw stopping(stopping);
    } finally {
      end(encoder);
      running.remove(encoder);
      encoder.onExit().completeOnTimeout(encoder, END_SECONDS, TimeUnit.SECONDS).join();
    }
    if (encoder.exitValue() != 0) {
      throw problem(late, said, null);
    }
  }

  private void endLate(Process encoder, AtomicBoolean late) {
    if (encoder.isAlive() && running.contains(encoder)) {
      late.set(true);
      end(encoder);
    }
  }

  /** Also what it began, which would hold on to its input and its files. */
  private static void end(Process encoder) {
    List<ProcessHandle> begun = encoder.descendants().toList();
    encoder.destroyForcibly();
    begun.forEach(ProcessHandle::destroyForcibly);
  }

  private VideoFailed problem(AtomicBoolean late, Path said, Throwable cause) throws IOException {
    if (late.get()) {
      return new VideoFailed("it took longer than " + terms.limit().toSeconds() + " s", cause);
    }
    String words = Files.exists(said) ? Files.readString(said).strip() : "";
    return new VideoFailed(
        words.isEmpty()
            ? "the program that makes it ended early"
            : words.substring(0, Math.min(LONGEST_PROBLEM, words.length())),
        cause);
  }

  private static void feed(
      Film film, OutputStream input, Function<Frame, Optional<byte[]>> pictures)
      throws IOException {
    Painter painter = new Painter(film);
    int times = PER_SECOND * (film.frames().size() > LONG ? 1 : 2);
    // Closed only when all went well: what is left in it must not wait for a program that hangs.
    OutputStream buffered = new BufferedOutputStream(input, 1 << 16);
    RawVideo video = new RawVideo(buffered, painter.width(), painter.height(), PER_SECOND);
    for (int number = 1; number <= film.frames().size(); number++) {
      Optional<BufferedImage> screen =
          pictures.apply(film.frames().get(number - 1)).map(SmallerPicture::read);
      video.show(painter.paint(number, screen), times);
    }
    buffered.close();
  }

  @PreDestroy
  void stop() {
    running.forEach(Videos::end);
  }
}
