package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.DesktopFiles.Terms;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that come and go in pieces, with a real shell and a real home. */
@Timeout(60)
class UploadsByShellTest {
  private static final HomePath FILE = new HomePath("Downloads/large ü.bin");

  /** What a person might call a file. */
  private static final List<String> OWN =
      List.of(
          ".upload.notes",
          ".upload.abcdef",
          ".upload.01234567890123456789012345678901",
          ".atelier-upload.txt",
          ".atelier-upload.how-it-works",
          ".atelier-upload.0123456789012345678901234567890g");

  private static final Terms FRESH = new Terms(true, Optional.empty());

  @TempDir private Path place;
  private Path home;
  private FilesByShell files;

  @BeforeEach
  void makeHome() throws IOException {
    home = Files.createDirectory(place.resolve("home"));
    files =
        new FilesByShell(
            (id, command) -> ProgramStream.begin(new ProcessBuilder(command)),
            id -> home.toString());
  }

  private static InputStream stream(String content) {
    return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
  }

  private static DesktopFiles.Whole whole(long total) {
    return new DesktopFiles.Whole(total, "");
  }

  private long append(long from, long total, String content, Terms terms) {
    return files.append("one", FILE, from, whole(total), stream(content), terms);
  }

  private long received(long total) {
    return files.received("one", FILE, whole(total), Terms.NONE);
  }

  private Path file() {
    return home.resolve(FILE.text());
  }

  private List<String> names() {
    return files.list("one", new HomePath("Downloads")).entries().stream()
        .map(HomeEntry::name)
        .toList();
  }

  private static Terms digestOf(String content) throws NoSuchAlgorithmException {
    byte[] sum =
        MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
    return new Terms(false, Optional.of(HexFormat.of().formatHex(sum)));
  }

  @Test
  void aFileThatComesInPiecesIsThereOnceItIsWhole() throws Exception {
    assertThat(received(11)).isZero();
    assertThat(home.resolve("Downloads")).doesNotExist();
    assertThat(append(0, 11, "hello", Terms.NONE)).isEqualTo(5);
    assertThat(received(11)).isEqualTo(5);
    assertThat(file()).doesNotExist();
    assertThat(append(5, 11, " world", digestOf("hello world"))).isEqualTo(11);
    assertThat(file()).hasContent("hello world");
    assertThat(names()).containsExactly("large ü.bin");
    assertThat(received(11)).isZero();
  }

  @Test
  void whatCameBeforeAnUploadWasCutIsKept() throws IOException {
    InputStream broken = new BufferedInputStream(stream(""));
    broken.close();
    InputStream cut = new SequenceInputStream(stream("y".repeat(600_000)), broken);
    assertThatThrownBy(() -> files.append("one", FILE, 0, whole(700_000), cut, Terms.NONE))
        .isInstanceOf(UncheckedIOException.class);
    await().untilAsserted(() -> assertThat(received(700_000)).isGreaterThan(500_000));
    long there = received(700_000);
    assertThat(append(there, 700_000, "y".repeat((int) (700_000 - there)), Terms.NONE))
        .isEqualTo(700_000);
    assertThat(file()).hasSize(700_000);
  }

  @Test
  void aPieceThatDoesNotFollowIsToldWhereToGoOn() {
    append(0, 11, "hello", Terms.NONE);
    for (long from : List.of(4L, 6L)) {
      assertThatThrownBy(() -> append(from, 11, "x", Terms.NONE))
          .isInstanceOfSatisfying(
              UploadElsewhere.class, elsewhere -> assertThat(elsewhere.received()).isEqualTo(5));
    }
    assertThat(received(11)).isEqualTo(5);
    assertThat(received(12)).as("another upload").isZero();
  }

  @Test
  void twoOfTheSameNameAndLengthAreToldApartByTheirKeys() {
    DesktopFiles.Whole other = new DesktopFiles.Whole(11, "b7");
    append(0, 11, "hello", Terms.NONE);
    files.append("one", FILE, 0, other, stream("HELLO "), Terms.NONE);
    assertThat(received(11)).isEqualTo(5);
    assertThat(files.received("one", FILE, other, Terms.NONE)).isEqualTo(6);
    append(5, 11, " world", Terms.NONE);
    assertThat(file()).hasContent("hello world");
  }

  @Test
  void whoBeginsAnewMeansAnotherFile() {
    append(0, 11, "hello", Terms.NONE);
    append(0, 11, "other ", Terms.NONE);
    assertThat(append(6, 11, "world", Terms.NONE)).isEqualTo(11);
    assertThat(file()).hasContent("other world");
  }

  @Test
  void whatWasThereBeforeTheServerDiedIsFinishedByAsking() throws IOException {
    append(0, 11, "hello", Terms.NONE);
    try (var entries = Files.list(home.resolve("Downloads"))) {
      Files.writeString(entries.findFirst().orElseThrow(), "hello world");
    }
    assertThat(received(11)).isEqualTo(11);
    assertThat(file()).hasContent("hello world");
  }

  @Test
  void contentThatIsNotWhatItsDigestSaysChangesNothing() throws Exception {
    files.write("one", FILE, stream("before"), digestOf("before"));
    assertThatThrownBy(() -> files.write("one", FILE, stream("after"), digestOf("other")))
        .isInstanceOf(ContentDiffers.class);
    assertThatThrownBy(() -> append(0, 5, "after", digestOf("other")))
        .isInstanceOf(ContentDiffers.class);
    assertThat(file()).hasContent("before");
    await().untilAsserted(() -> assertThat(names()).containsExactly("large ü.bin"));
  }

  @Test
  void aFileThatMustNotBeThereIsLeftAlone() throws IOException {
    files.write("one", FILE, stream("first"), FRESH);
    InputStream unread = new BufferedInputStream(stream(""));
    unread.close();
    assertThatThrownBy(() -> files.write("one", FILE, unread, FRESH)).isInstanceOf(FileThere.class);
    assertThatThrownBy(() -> append(0, 6, "second", FRESH)).isInstanceOf(FileThere.class);
    assertThat(file()).hasContent("first");
    assertThat(names()).containsExactly("large ü.bin");
  }

  /** One that somebody else makes while it comes is left alone too. */
  @Test
  void aFileThatAppearsMeanwhileIsLeftAlone() throws IOException {
    append(0, 6, "sec", FRESH);
    Files.writeString(file(), "theirs");
    assertThatThrownBy(() -> append(3, 6, "ond", FRESH)).isInstanceOf(FileThere.class);
    assertThat(file()).hasContent("theirs");
  }

  @Test
  void twoDoNotWriteTheSameUploadAtOnce() {
    InputStream begun =
        new InputStream() {
          private boolean asked;

          @Override
          public int read() {
            if (!asked) {
              asked = true;
              assertThatThrownBy(() -> append(0, 1, "x", Terms.NONE))
                  .isInstanceOf(FileRefused.class)
                  .hasMessageContaining("another request");
              return 'y';
            }
            return -1;
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            int next = read();
            target[offset] = (byte) next;
            return next < 0 ? -1 : 1;
          }
        };
    assertThat(files.append("one", FILE, 0, whole(1), begun, Terms.NONE)).isEqualTo(1);
    assertThat(file()).hasContent("y");
  }

  @Test
  void aPartOfAFileIsRead() throws IOException {
    files.write("one", FILE, stream("0123456789"), Terms.NONE);
    try (DesktopFiles.Reading open = files.open("one", FILE)) {
      assertThat(new String(open.content(3, 4).readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo("3456");
      assertThat(open.bytes()).isEqualTo(10);
    }
  }

  @Test
  void anotherContentIsAnotherVersion() throws IOException {
    files.write("one", FILE, stream("one"), Terms.NONE);
    String before = version();
    assertThat(version()).isEqualTo(before);
    files.write("one", FILE, stream("two"), Terms.NONE);
    String after = version();
    assertThat(after).isNotEqualTo(before);
    Files.setLastModifiedTime(file(), FileTime.from(Instant.ofEpochSecond(5, 1_000_000)));
    assertThat(version()).isNotEqualTo(after);
  }

  private String version() {
    try (DesktopFiles.Reading open = files.open("one", FILE)) {
      return open.version();
    }
  }

  @Test
  void leftoversOfADayAgoAreSwept() throws IOException {
    append(0, 11, "hello", Terms.NONE);
    for (String own : OWN) {
      files.write("one", new HomePath("a/" + own), stream("mine"), Terms.NONE);
    }
    Path part;
    try (var entries = Files.list(home.resolve("Downloads"))) {
      part = entries.findFirst().orElseThrow();
    }
    files.sweep("one");
    assertThat(part).exists();
    FileTime twoDaysAgo = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
    Files.setLastModifiedTime(part, twoDaysAgo);
    for (String own : OWN) {
      Files.setLastModifiedTime(home.resolve("a").resolve(own), twoDaysAgo);
    }
    files.sweep("one");
    assertThat(part).doesNotExist();
    assertThat(OWN).allSatisfy(own -> assertThat(home.resolve("a").resolve(own)).exists());
  }

  private static final DesktopFiles.Whole KEYED = new DesktopFiles.Whole(11, "k1");

  private long keyed(long from, String content, Terms terms) {
    return files.append("one", FILE, from, KEYED, stream(content), terms);
  }

  @Test
  void whoDidNotHearThatTheLastPieceCameIsToldAgain() throws IOException {
    keyed(0, "hello", FRESH);
    assertThat(keyed(5, " world", FRESH)).isEqualTo(11);
    FileTime before = Files.getLastModifiedTime(file());

    assertThat(keyed(5, " world", FRESH)).isEqualTo(11);
    assertThat(files.received("one", FILE, KEYED, FRESH)).isEqualTo(11);
    assertThat(files.received("one", FILE, KEYED, Terms.NONE)).isEqualTo(11);
    assertThat(Files.getLastModifiedTime(file())).isEqualTo(before);
    assertThat(names()).as("nothing is left beside it").containsExactly("large ü.bin");
    assertThatThrownBy(() -> files.received("one", FILE, new DesktopFiles.Whole(11, "k2"), FRESH))
        .as("somebody else's")
        .isInstanceOf(FileThere.class);
  }

  @Test
  void aFileOfOnePieceIsToldAgainToo() {
    assertThat(keyed(0, "hello world", FRESH)).isEqualTo(11);
    assertThat(keyed(0, "hello world", FRESH)).isEqualTo(11);
    assertThat(file()).hasContent("hello world");
  }

  @Test
  void anotherFileUnderTheSameKeyIsNoRepetition() {
    keyed(0, "hello world", Terms.NONE);
    assertThatThrownBy(() -> keyed(0, "HELLO WORLD", FRESH)).isInstanceOf(FileThere.class);
    assertThat(file()).hasContent("hello world");
    assertThat(keyed(0, "HELLO ", Terms.NONE)).isEqualTo(6);
    assertThat(keyed(0, "HELLO WORLD", Terms.NONE)).isEqualTo(11);
    assertThat(file()).hasContent("HELLO WORLD");
    assertThat(keyed(6, "THERE", Terms.NONE)).as("what was sent first is gone").isZero();
    assertThat(file()).hasContent("HELLO WORLD");
  }

  @Test
  void aFileThatIsAnotherByNowOrWasFinishedLongAgoIsNotTheOneThatCame() throws IOException {
    keyed(0, "hello world", FRESH);
    Path note;
    try (var notes = Files.list(home.resolve(".cache/atelier-uploads"))) {
      note = notes.findFirst().orElseThrow();
    }
    FileTime now = Files.getLastModifiedTime(note);
    Files.setLastModifiedTime(note, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    assertThatThrownBy(() -> keyed(0, "hello world", FRESH)).isInstanceOf(FileThere.class);
    Files.setLastModifiedTime(note, now);
    assertThat(keyed(0, "hello world", FRESH)).isEqualTo(11);
    Files.writeString(file(), "their words");
    assertThatThrownBy(() -> keyed(0, "hello world", FRESH)).isInstanceOf(FileThere.class);
    assertThat(file()).hasContent("their words");
    Files.delete(file());
    assertThat(files.received("one", FILE, KEYED, FRESH)).isZero();
    Files.setLastModifiedTime(note, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    files.sweep("one");
    assertThat(note).doesNotExist();
  }

  @Test
  void aServerThatDiedBeforeItAnsweredTellsAfterwards() throws IOException {
    keyed(0, "hello", FRESH);
    try (var entries = Files.list(home.resolve("Downloads"))) {
      Files.writeString(entries.findFirst().orElseThrow(), "hello world");
    }
    assertThat(files.received("one", FILE, KEYED, FRESH)).isEqualTo(11);
    assertThat(files.received("one", FILE, KEYED, FRESH)).isEqualTo(11);
    assertThat(names()).containsExactly("large ü.bin");
  }

  @Test
  void linksThatLeadOutOfTheHomeAreNotFollowedForNotes() throws IOException {
    Path out = Files.createDirectory(place.resolve("out"));
    Files.createSymbolicLink(home.resolve(".cache"), out);
    assertThat(keyed(0, "hello world", FRESH)).isEqualTo(11);
    try (var left = Files.list(out)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whichPathsAreFilesIsTold() throws IOException {
    files.write("one", FILE, stream("x"), Terms.NONE);
    Files.createSymbolicLink(home.resolve("out"), Path.of("/etc/passwd"));
    assertThat(
            files.areFiles(
                "one",
                List.of(
                    FILE, new HomePath("Downloads"), new HomePath("none"), new HomePath("out"))))
        .containsExactly(true, false, false, false);
  }

  @Test
  void whatChangedLatelyIsToldWherePeopleLook() throws Exception {
    files.write("one", new HomePath("old.txt"), stream("x"), Terms.NONE);
    FileTime old = (FileTime) Files.getAttribute(home.resolve("old.txt"), "unix:ctime");
    // The kernel's clock for files ticks a few hundred times a second.
    await().until(() -> Instant.now().isAfter(old.toInstant().plusMillis(50)));
    Instant begin = old.toInstant().plusMillis(25);
    for (String path :
        List.of(
            "new.txt",
            "Documents/deep/er/letter.odt",
            ".mozilla/firefox/cookies.sqlite",
            "Downloads/.hidden",
            "Downloads/big.iso.part",
            "Pictures/line\nbreak.png")) {
      files.write("one", new HomePath(path), stream("content"), Terms.NONE);
    }
    Files.setLastModifiedTime(home.resolve("new.txt"), FileTime.from(Instant.EPOCH));
    Files.createSymbolicLink(home.resolve("Downloads/link"), Path.of("../old.txt"));
    DesktopFiles.Listing changed = files.changed("one", Duration.between(begin, Instant.now()));
    assertThat(changed.whole()).isTrue();
    assertThat(changed.entries())
        .extracting(HomeEntry::name)
        .containsExactlyInAnyOrder(
            "new.txt", "Documents/deep/er/letter.odt", "Pictures/line\nbreak.png");
    assertThat(changed.entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.bytes()).isEqualTo(7);
              assertThat(entry.changedAt()).isAfter(begin.minusSeconds(2));
            });
    assertThat(files.changed("one", Duration.ZERO).entries()).isEmpty();
  }
}
