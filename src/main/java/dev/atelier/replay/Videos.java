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
 * Films as videos, by a program of the machine, one at a time and for no longer than a bound.
 * Nothing of them is left on the disk. Thread-safe.
 */
@ApplicationScoped
public class Videos {
  static final int PER_SECOND = 2;

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration LAST_WORDS = Duration.ofSeconds(20);
  private static final int LONG = 150;
  private static final int LONGEST_PROBLEM = 300;

  private final BackgroundWork background;
  private final Encoders encoders;
  private final Duration limit;
  private final Semaphore place = new Semaphore(1);
  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  @Inject
  Videos(BackgroundWork background) {
    this(background, Encoders.ofThisMachine(), LIMIT);
  }

  Videos(BackgroundWork background, Encoders encoders, Duration limit) {
    this.background = background;
    this.encoders = encoders;
    this.limit = limit;
  }

  /** For CDI's proxy only. */
  protected Videos() {
    this(null, null, null);
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
   * @throws TooManyReplays while another is being made
   * @throws VideoFailed when the program does not, or not in time
   */
  Download make(Film film, VideoFormat format, Function<Frame, Optional<byte[]>> pictures) {
    if (!canMake(format)) {
      throw new NoEncoder(format);
    }
    if (film.frames().isEmpty()) {
      throw new VideoFailed("nothing was done yet");
    }
    if (!place.tryAcquire()) {
      throw new TooManyReplays("videos");
    }
    try {
      return inDirectory(film, format, pictures);
    } catch (IOException failed) {
      throw new VideoFailed("the server's disk does not take it", failed);
    } finally {
      place.release();
    }
  }

  private Download inDirectory(
      Film film, VideoFormat format, Function<Frame, Optional<byte[]>> pictures)
      throws IOException {
    Path directory = Files.createTempDirectory("replay");
    Path target = directory.resolve("video." + format.word());
    Path said = directory.resolve("said");
    try {
      List<String> command =
          encoders.command(format, target).orElseThrow(() -> new NoEncoder(format));
      encode(film, command, said, pictures);
      return Download.of(target);
    } finally {
      for (Path file : List.of(target, said, directory)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void encode(
      Film film, List<String> command, Path said, Function<Frame, Optional<byte[]>> pictures)
      throws IOException {
    Process encoder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    running.add(encoder);
    AtomicBoolean late = new AtomicBoolean();
    background.later(limit, () -> endLate(encoder, late));
    try {
      feed(film, encoder.getOutputStream(), pictures);
      if (!encoder.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new VideoFailed("it took too long");
      }
    } catch (IOException refused) {
      throw problem(late, said, refused);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new VideoFailed("the server is stopping", stopping);
    } finally {
      encoder.destroyForcibly();
      running.remove(encoder);
    }
    if (encoder.exitValue() != 0) {
      throw problem(late, said, null);
    }
  }

  private void endLate(Process encoder, AtomicBoolean late) {
    if (encoder.isAlive() && running.contains(encoder)) {
      late.set(true);
      encoder.destroyForcibly();
    }
  }

  private VideoFailed problem(AtomicBoolean late, Path said, Throwable cause) throws IOException {
    if (late.get()) {
      return new VideoFailed("it took longer than " + limit.toSeconds() + " s", cause);
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
    try (OutputStream buffered = new BufferedOutputStream(input, 1 << 16)) {
      RawVideo video = new RawVideo(buffered, painter.width(), painter.height(), PER_SECOND);
      for (int number = 1; number <= film.frames().size(); number++) {
        Optional<BufferedImage> screen =
            pictures.apply(film.frames().get(number - 1)).map(SmallerPicture::read);
        video.show(painter.paint(number, screen), times);
      }
    }
  }

  @PreDestroy
  void stop() {
    running.forEach(Process::destroyForcibly);
  }
}
