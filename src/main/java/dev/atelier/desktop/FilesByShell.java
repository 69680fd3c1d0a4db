package dev.atelier.desktop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

  private static final String A_FILE = "a file";

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

  private FileTalk talk(String id, String verb, HomePath path, String... more) {
    List<String> command = new ArrayList<>(List.of("timeout", "-k", "5", LIMIT));
    command.addAll(List.of("sh", "-c", SCRIPT, "files", verb, homes.apply(id), path.text()));
    command.addAll(List.of(more));
    return new FileTalk(programs.begin(id, command), path);
  }

  @Override
  public Listing list(String id, HomePath directory) {
    String most = Integer.toString(MOST_LISTED + 1);
    try (FileTalk talk = talk(id, "list", directory, most)) {
      talk.expectOk("a directory");
      return listing(talk, MOST_LISTED, Comparator.comparing(HomeEntry::name));
    }
  }

  private static Listing listing(FileTalk talk, int most, Comparator<HomeEntry> order) {
    List<HomeEntry> entries = new ArrayList<>();
    int told = 0;
    for (String each = talk.name(); !each.isEmpty(); each = talk.name()) {
      if (++told > most) {
        break;
      }
      entry(each).ifPresent(entries::add);
    }
    entries.sort(order);
    return new Listing(entries, told <= most);
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
      FileTalk.Known known = talk.expectKnown();
      open = true;
      return new OpenFile(talk, known);
    } finally {
      if (!open) {
        talk.close();
      }
    }
  }

  private record OpenFile(FileTalk talk, FileTalk.Known known) implements Reading {
    @Override
    public long bytes() {
      return known.bytes();
    }

    @Override
    public Instant changedAt() {
      return known.changedAt();
    }

    @Override
    public String version() {
      return known.version();
    }

    @Override
    public InputStream content(long from, long count) {
      talk.say(from + " " + count);
      return talk.content(count);
    }

    @Override
    public void close() {
      talk.close();
    }
  }

  @Override
  public void write(String id, HomePath file, InputStream content, Terms terms) {
    try (FileTalk talk = talk(id, "write", file, mode(terms), digest(terms))) {
      talk.expectOk(A_FILE);
      talk.say(content);
      talk.expectOk(A_FILE);
    }
  }

  @Override
  public long append(
      String id, HomePath file, long from, Whole whole, InputStream content, Terms terms) {
    try (FileTalk talk = appending(id, file, Long.toString(from), whole, terms)) {
      OptionalLong elsewhere = talk.expectOkOrPlace();
      if (elsewhere.isPresent()) {
        throw new UploadElsewhere(file, elsewhere.getAsLong());
      }
      talk.say(content);
      return talk.expectOkOrPlace().orElse(whole.total());
    }
  }

  @Override
  public long received(String id, HomePath file, Whole whole, Terms terms) {
    try (FileTalk talk = appending(id, file, "ask", whole, terms)) {
      return talk.expectOkOrPlace().orElse(whole.total());
    }
  }

  private FileTalk appending(String id, HomePath file, String from, Whole whole, Terms terms) {
    String total = Long.toString(whole.total());
    return talk(id, "append", file, mode(terms), digest(terms), from, total, whole.key());
  }

  private static String mode(Terms terms) {
    return terms.fresh() ? "fresh" : "replace";
  }

  private static String digest(Terms terms) {
    return terms.sha256().orElse("");
  }

  @Override
  public List<Boolean> areFiles(String id, List<HomePath> paths) {
    String[] names = paths.stream().map(HomePath::text).toArray(String[]::new);
    try (FileTalk talk = talk(id, "look", HomePath.HOME, names)) {
      return paths.stream().map(path -> talk.line().equals("file")).toList();
    }
  }

  @Override
  public Listing changed(String id, Duration lately) {
    String nanos = Long.toString(lately.toNanos());
    try (FileTalk talk = talk(id, "changed", HomePath.HOME, nanos)) {
      talk.expectOk("a directory");
      Comparator<HomeEntry> newest = Comparator.comparing(HomeEntry::changedAt).reversed();
      return listing(talk, MOST_CHANGED, newest.thenComparing(HomeEntry::name));
    }
  }

  @Override
  public void sweep(String id) {
    try (FileTalk talk = talk(id, "sweep", HomePath.HOME)) {
      talk.expectOk("a directory");
    }
  }

  @Override
  public void delete(String id, HomePath path) {
    try (FileTalk talk = talk(id, "delete", path)) {
      talk.expectOk("there");
    }
  }
}
