package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DiskFull;
import dev.atelier.desktop.QuotaRefused;
import dev.atelier.json.InvalidField;
import dev.atelier.session.DesktopNotReady;
import dev.atelier.session.UnknownSession;
import dev.atelier.snapshot.SnapshotKept;
import dev.atelier.snapshot.UnknownSnapshot;
import dev.atelier.task.SessionBusy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private static final Path MAPPER = Path.of("src/main/java/dev/atelier/http/ProblemMapper.java");
  private static final Pattern TYPE =
      Pattern.compile("import (dev\\.atelier(?:\\.[a-z.]+)?)\\.([A-Z]\\w+);");
  private static final Pattern TOLD = Pattern.compile("add\\(\\s*(\\w+)\\.class");

  /**
   * Whoever uses the console sends no bodies, verbs or files, and makes no webhooks; downloads come
   * from the API.
   */
  private static final Set<String> NOT_IN_THE_CONSOLE =
      Set.of(
          "MalformedBody",
          "UnknownAccess",
          "UnknownAddress",
          "UnknownVerb",
          "InvalidAction",
          "ControlHeld",
          "ControlLost",
          "ControlNeeded",
          "LeaseEnded",
          "InterruptedException",
          "IOException",
          "UnsupportedCharsetException",
          "IllegalCharsetNameException",
          "ProcessingException",
          "NoEncoder",
          "VideoFailed",
          "UnknownWebhook",
          "WebhookRefused",
          "EgressOpen",
          "PathRefused",
          "NoSuchFile",
          "FileRefused",
          "ContentDiffers",
          "FileThere",
          "UploadElsewhere",
          "RangeNotThere",
          "UploadTooLarge",
          "BodyTooLarge");

  @Test
  void wordsMeantForPeopleAreTold() {
    assertThat(sentence(new DesktopException("the disk of the server is full")))
        .isEqualTo("That did not work. The disk of the server is full.");
    assertThat(words(new QuotaRefused("it uses more than that!")))
        .isEqualTo("It uses more than that!");
    assertThat(words(new SnapshotKept("this is the newest snapshot")))
        .isEqualTo("This is the newest snapshot.");
  }

  @Test
  void aFieldIsCalledAsItIsOnTheScreenAndWhatItHoldsIsNoId() {
    assertThat(words(new InvalidField("label", "must have 1 to 80 characters")))
        .isEqualTo("“Name” must have 1 to 80 characters.");
    assertThat(words(new InvalidField("engine", "must be that of the snapshot: near")))
        .isEqualTo("“Where it runs” must be that of the snapshot: near.");
    assertThat(words(new InvalidField("snapshot_id", "names no snapshot: snap_a")))
        .contains("Choose something else")
        .doesNotContain("snap_");
  }

  @Test
  void wordsMeantForProgramsAndIdsAreNot() {
    assertThat(words(new IllegalStateException("row 7 of snapshots")))
        .isEqualTo(Texts.text("mishap.short", Locale.ENGLISH));
    assertThat(words(new UnknownSnapshot("snap_a")))
        .isEqualTo(words(new UnknownSession("sess_a")))
        .doesNotContain("snap_");
    assertThat(words(new SessionBusy("task_a"))).contains("something else").doesNotContain("task_");
    assertThat(words(new DesktopNotReady("sess_a", "GET /sessions/sess_a says more")))
        .doesNotContain("sess_", "!");
  }

  @Test
  void whatIsFullIsSaidInTheLanguageOfWhoeverReadsIt() {
    DiskFull full = new DiskFull("no space left on device", null);
    assertThat(words(full)).contains("no room left on the disk").doesNotContain("device");
    assertThat(Failures.words(full, Locale.GERMAN)).contains("kein Platz mehr");
  }

  @Test
  void whateverTheApiHasWordsForTheConsoleHasToo() throws IOException {
    String mapper = Files.readString(MAPPER);
    TreeMap<String, String> rooms =
        TYPE.matcher(mapper)
            .results()
            .collect(
                Collectors.toMap(
                    found -> found.group(2),
                    found -> found.group(1),
                    (one, other) -> one,
                    TreeMap::new));
    Set<String> told =
        TOLD.matcher(mapper)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(told).hasSizeGreaterThan(20).containsAll(NOT_IN_THE_CONSOLE);
    told.removeAll(NOT_IN_THE_CONSOLE);
    assertThat(told)
        .allSatisfy(
            name ->
                assertThat(Failures.areForeseen(Class.forName(rooms.get(name) + "." + name)))
                    .as(name)
                    .isTrue());
  }

  @Test
  void nothingInTheConsoleShowsTheMessageOfAnExceptionItself() throws IOException {
    List<Path> sources;
    try (var files = Files.list(Path.of("src/main/java/dev/atelier/console"))) {
      sources = files.filter(file -> !file.endsWith("Failures.java")).toList();
    }
    for (Path source : sources) {
      assertThat(Arrays.asList(Files.readString(source).split("\n", -1)))
          .as(source.toString())
          .noneMatch(line -> line.contains(".getMessage()"));
    }
  }

  private static String words(RuntimeException failure) {
    return Failures.words(failure, Locale.ENGLISH);
  }

  private static String sentence(RuntimeException failure) {
    return Failures.sentence(failure, Locale.ENGLISH);
  }
}
