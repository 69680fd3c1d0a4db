package dev.atelier.desktop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files by way of a shell that runs where the desktop's own programs do: whatever these put in its
 * way, it can do no more than they. Thread-safe.
 */
public final class FilesByShell implements DesktopFiles {
  private static final String SCRIPT = script();

  /** One that is stuck ends by itself, also when the server does not. */
  private static final String LIMIT = Long.toString(FileTalk.LONGEST.toSeconds());

  private static final Pattern ENTRY =
      Pattern.compile("(\\S) (\\d{1,18}) (-?\\d{1,11})(\\.\\d*)? (.+)", Pattern.DOTALL);

  private final Programs programs;
  private final Function<String, String> homes;

  /** Begins programs beside those of a desktop, as its user. */
  @FunctionalInterface
  public interface Programs {
    DesktopStream begin(String id, List<String> command);
  }

  /**
   * For one runtime.
   *
   * @param homes where a desktop's programs find its home
   */
  public FilesByShell(Programs programs, Function<String, String> homes) {
    this.programs = programs;
    this.homes = homes;
  }

  private static String script() {
    try (InputStream file = FilesByShell.class.getResourceAsStream("home-files.sh")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private FileTalk talk(String id, String verb, HomePath path) {
    return new FileTalk(
        programs.begin(
            id,
            List.of(
                "timeout",
                "-k",
                "5",
                LIMIT,
                "sh",
                "-c",
                SCRIPT,
                "files",
                verb,
                homes.apply(id),
                path.text(),
                Integer.toString(MOST_LISTED + 1))),
        path);
  }

  @Override
  public Listing list(String id, HomePath directory) {
    try (FileTalk talk = talk(id, "list", directory)) {
      talk.expectOk("a directory");
      List<HomeEntry> entries = new ArrayList<>();
      int told = 0;
      for (String each = talk.name(); !each.isEmpty(); each = talk.name()) {
        if (++told > MOST_LISTED) {
          break;
        }
        entry(each).ifPresent(entries::add);
      }
      entries.sort(Comparator.comparing(HomeEntry::name));
      return new Listing(entries, told <= MOST_LISTED);
    }
  }

  private static Optional<HomeEntry> entry(String told) {
    Matcher words = ENTRY.matcher(told);
    // What was not UTF-8 reads as another name.
    if (!words.matches() || words.group(5).indexOf(0xFFFD) >= 0) {
      return Optional.empty();
    }
    HomeEntry.Kind kind =
        switch (words.group(1)) {
          case "f" -> HomeEntry.Kind.FILE;
          case "d" -> HomeEntry.Kind.DIRECTORY;
          case "l" -> HomeEntry.Kind.LINK;
          default -> HomeEntry.Kind.OTHER;
        };
    long bytes = kind == HomeEntry.Kind.FILE ? Long.parseLong(words.group(2)) : 0;
    Instant changed = Instant.ofEpochSecond(Long.parseLong(words.group(3)));
    return Optional.of(new HomeEntry(words.group(5), kind, bytes, changed));
  }

  @Override
  public Reading open(String id, HomePath file) {
    FileTalk talk = talk(id, "read", file);
    boolean open = false;
    try {
      long bytes = talk.expectBytes();
      InputStream content = talk.content(bytes);
      open = true;
      return new OpenFile(talk, bytes, content);
    } finally {
      if (!open) {
        talk.close();
      }
    }
  }

  private record OpenFile(FileTalk talk, long bytes, InputStream content) implements Reading {
    @Override
    public void close() {
      talk.close();
    }
  }

  @Override
  public void write(String id, HomePath file, InputStream content) {
    try (FileTalk talk = talk(id, "write", file)) {
      talk.expectOk("a file");
      talk.say(content);
      talk.expectOk("a file");
    }
  }

  @Override
  public void delete(String id, HomePath path) {
    try (FileTalk talk = talk(id, "delete", path)) {
      talk.expectOk("there");
    }
  }
}
