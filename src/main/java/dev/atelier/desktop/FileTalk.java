package dev.atelier.desktop;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What is said with a program of a desktop that reads or writes a file. It is left alone when it is
 * silent, or takes nothing, for a minute, and when it takes far too long. For one thread.
 */
final class FileTalk implements AutoCloseable {
  static final Duration LONGEST = Duration.ofHours(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Executor LOOKS = CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS);
  private static final long NOBODY_WAITS = Long.MAX_VALUE;
  private static final int LONGEST_WORD = 4096;
  private static final int BLOCK = 256 * 1024;
  private static final Pattern KNOWN =
      Pattern.compile("ok (\\d{1,18}) (\\d{1,20}) (-?\\d{1,11})\\.(\\d{9})");

  private static final Pattern PLACE = Pattern.compile("at (\\d{1,18})");

  private final DesktopStream stream;
  private final HomePath path;
  private final InputStream input;
  private final long begunNanos = System.nanoTime();
  private volatile long waitsSinceNanos = NOBODY_WAITS;
  private volatile boolean closed;

  FileTalk(DesktopStream stream, HomePath path) {
    this.stream = stream;
    this.path = path;
    this.input = new BufferedInputStream(stream.input(), 16 * 1024);
    LOOKS.execute(this::look);
  }

  private void look() {
    long since = waitsSinceNanos;
    boolean stuck = since != NOBODY_WAITS && isOver(since, PATIENCE);
    if (stuck || isOver(begunNanos, LONGEST)) {
      close();
    } else if (!closed) {
      LOOKS.execute(this::look);
    }
  }

  private static boolean isOver(long sinceNanos, Duration limit) {
    return System.nanoTime() - sinceNanos > limit.toNanos();
  }

  /** Something that waits for the desktop. */
  @FunctionalInterface
  private interface Waiting {
    int doIt() throws IOException;
  }

  private int patiently(Waiting work) throws IOException {
    waitsSinceNanos = System.nanoTime();
    try {
      return work.doIt();
    } finally {
      waitsSinceNanos = NOBODY_WAITS;
    }
  }

  /** The next line; empty where there is none. */
  String line() {
    return word('\n', false);
  }

  /**
   * The next of several names that end with a zero; an empty one is the last.
   *
   * @throws DesktopException when they end without
   */
  String name() {
    return word(0, true);
  }

  private String word(int end, boolean expected) {
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    try {
      int next = patiently(input::read);
      while (next >= 0 && next != end) {
        if (word.size() == LONGEST_WORD) {
          throw new IOException("the desktop says a word without end");
        }
        word.write(next);
        next = patiently(input::read);
      }
      if (next < 0 && expected) {
        throw new EOFException();
      }
    } catch (IOException cut) {
      throw silence(cut);
    }
    return word.toString(StandardCharsets.UTF_8);
  }

  /**
   * Hears how it stands.
   *
   * @param kind what there must be at the path, in words
   */
  void expectOk(String kind) {
    String said = line();
    if (!said.equals("ok")) {
      throw refusal(said, kind);
    }
  }

  /**
   * What there is to a file before it is read.
   *
   * @param version another one for every other content
   */
  record Known(long bytes, Instant changedAt, String version) {}

  /** Hears what there is to the file. */
  Known expectKnown() {
    String said = line();
    var words = KNOWN.matcher(said);
    if (!words.matches()) {
      throw refusal(said, "a file");
    }
    long bytes = Long.parseLong(words.group(1));
    Instant changed =
        Instant.ofEpochSecond(Long.parseLong(words.group(3)), Integer.parseInt(words.group(4)));
    return new Known(
        bytes, changed, bytes + "-" + words.group(2) + "-" + words.group(3) + words.group(4));
  }

  /** Hears that all is well, or how many bytes of an upload are there. */
  OptionalLong expectOkOrPlace() {
    String said = line();
    var place = PLACE.matcher(said);
    if (place.matches()) {
      return OptionalLong.of(Long.parseLong(place.group(1)));
    }
    if (!said.equals("ok")) {
      throw refusal(said, "a file");
    }
    return OptionalLong.empty();
  }

  private RuntimeException refusal(String said, String kind) {
    return switch (said) {
      case "missing" -> new NoSuchFile(path);
      case "outside" -> new PathRefused(path + " leads out of the desktop's home");
      case "kind" -> new FileRefused(path + " is not " + kind);
      case "filled" -> new FileRefused(path + " is a directory that is not empty");
      case "denied" ->
          new FileRefused(
              path + " is not the desktop's own to do that with, or the way to it is no directory");
      case "exists" -> new FileThere(path);
      case "differs" -> new ContentDiffers(path);
      case "busy" ->
          new FileRefused(
              path + " is being written by another request; ask again in a moment how far it is");
      case "full" -> new DiskFull("there is no room for " + path + " on the desktop's disk", null);
      default -> new DesktopException("the desktop did not answer about its files");
    };
  }

  /** As many bytes as were promised, or an error. */
  InputStream content(long bytes) {
    return new InputStream() {
      private long left = bytes;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
          return -1;
        }
        int count = patiently(() -> input.read(target, offset, (int) Math.min(length, left)));
        if (count < 0) {
          throw new EOFException("the file ended sooner than it should");
        }
        left -= count;
        return count;
      }
    };
  }

  /** Says a line. */
  void say(String line) {
    hand((line + "\n").getBytes(StandardCharsets.US_ASCII), new byte[0], 0);
  }

  /** Hands the content over, in blocks with their sizes; an empty one ends it. */
  void say(InputStream content) {
    byte[] block = new byte[BLOCK];
    int count;
    do {
      count = fill(block, content);
      hand((count + "\n").getBytes(StandardCharsets.US_ASCII), block, count);
    } while (count > 0);
  }

  private void hand(byte[] line, byte[] block, int count) {
    OutputStream output = stream.output();
    try {
      patiently(
          () -> {
            output.write(line);
            output.write(block, 0, count);
            output.flush();
            return count;
          });
    } catch (IOException cut) {
      throw silence(cut);
    }
  }

  private static int fill(byte[] block, InputStream content) {
    try {
      return content.readNBytes(block, 0, block.length);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static DesktopException silence(IOException cut) {
    return new DesktopException("the desktop fell silent while a file was read or written", cut);
  }

  @Override
  public void close() {
    closed = true;
    stream.close();
  }
}
