package dev.atelier.desktop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks by a script that runs where the desktop's programs do, and speaks with their browsers over
 * AT-SPI. Thread-safe.
 */
public final class FocusByScript implements DesktopFocus {
  private static final Duration LONGEST_TALK = Duration.ofSeconds(60);
  private static final int LONGEST_ANSWER_SECONDS = 5;
  private static final int LONGEST_LINE = 20_000;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
  private static final Pattern FIELD =
      Pattern.compile("(dots|text) (-?\\d{1,6}) (-?\\d{1,6}) (\\d{1,6}) (\\d{1,6}) (\\S.*)");
  private static final String SCRIPT = script();

  private final FilesByShell.Programs programs;

  public FocusByScript(FilesByShell.Programs programs) {
    this.programs = programs;
  }

  private static String script() {
    try (InputStream file = FocusByScript.class.getResourceAsStream("focused-field.py")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public Talk begin(String id) {
    return new ScriptTalk(
        programs.begin(
            id,
            List.of(
                "timeout",
                "-k",
                "1",
                Long.toString(LONGEST_TALK.toSeconds()),
                // Without what a home may hold to change Python.
                "python3",
                "-I",
                "-c",
                SCRIPT)));
  }

  /** For one thread. */
  private record ScriptTalk(DesktopStream stream) implements Talk {

    @Override
    public Optional<FocusedField> at(Point place) {
      AtomicBoolean answered = new AtomicBoolean();
      LATER.execute(
          () -> {
            if (!answered.get()) {
              stream.close();
            }
          });
      try {
        stream
            .output()
            .write((place.x() + " " + place.y() + "\n").getBytes(StandardCharsets.US_ASCII));
        stream.output().flush();
        return read(line());
      } catch (IOException silent) {
        throw new DesktopException(
            "the desktop did not say which page has the keyboard; it may have been made from an"
                + " earlier image, and needs the newer one",
            silent);
      } finally {
        answered.set(true);
      }
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      int next = stream.input().read();
      while (next >= 0 && next != '\n' && line.length() < LONGEST_LINE) {
        line.append((char) next);
        next = stream.input().read();
      }
      if (next != '\n') {
        throw new IOException("no whole answer");
      }
      return line.toString();
    }

    private static Optional<FocusedField> read(String line) throws IOException {
      if (line.equals("none")) {
        return Optional.empty();
      }
      Matcher told = FIELD.matcher(line);
      if (!told.matches()) {
        throw new IOException("an answer that is not understood");
      }
      int width = Integer.parseInt(told.group(4));
      int height = Integer.parseInt(told.group(5));
      if (width < 1 || height < 1) {
        return Optional.empty();
      }
      Region place =
          new Region(
              Integer.parseInt(told.group(2)), Integer.parseInt(told.group(3)), width, height);
      return Optional.of(
          new FocusedField(
              Arrays.asList(told.group(6).split(" ", -1)), place, told.group(1).equals("dots")));
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
