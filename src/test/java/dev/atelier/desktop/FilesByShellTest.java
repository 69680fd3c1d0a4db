package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real shell and a real home. */
@Timeout(60)
class FilesByShellTest {
  private static final List<String> NAMES =
      List.of(
          "plain.txt",
          "with space",
          "-rf",
          "--help",
          "line\nbreak",
          "ends with one\n",
          "$(touch pwned)",
          "`id`",
          "'\"\\ ;&|<>*?[a]",
          "tab\tand\u0001",
          "日本語 ünï 🎨",
          ".hidden",
          "...",
          "x".repeat(255));

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

  private void write(String path, String content) {
    files.write("one", new HomePath(path), stream(content), DesktopFiles.Terms.NONE);
  }

  private static InputStream stream(String content) {
    return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
  }

  private String read(String path) throws IOException {
    try (DesktopFiles.Reading open = files.open("one", new HomePath(path))) {
      byte[] content = open.content().readAllBytes();
      assertThat(content).hasSize((int) open.bytes());
      return new String(content, StandardCharsets.UTF_8);
    }
  }

  private List<String> names(String directory) {
    return files.list("one", new HomePath(directory)).entries().stream()
        .map(HomeEntry::name)
        .toList();
  }

  @Test
  void aFileOfWhateverNameIsWrittenListedReadAndRemoved() throws IOException {
    for (String name : NAMES) {
      write(name, "in " + name);
      write("sub/" + name + "/" + name, "below " + name);
    }
    assertThat(names("")).containsExactlyInAnyOrderElementsOf(with(NAMES, "sub"));
    assertThat(names("sub")).containsExactlyInAnyOrderElementsOf(NAMES);
    for (String name : NAMES) {
      assertThat(read(name)).isEqualTo("in " + name);
      assertThat(read("sub/" + name + "/" + name)).isEqualTo("below " + name);
      assertThat(Files.readString(home.resolve(name))).isEqualTo("in " + name);
      files.delete("one", new HomePath(name));
    }
    assertThat(names("")).containsExactly("sub");
    try (Stream<Path> outside = Files.list(place)) {
      assertThat(outside).containsExactly(home);
    }
  }

  private static List<String> with(List<String> names, String more) {
    return Stream.concat(names.stream(), Stream.of(more)).toList();
  }

  @Test
  void manyBytesComeBackAsTheyWent() throws IOException {
    byte[] bytes = new byte[5_000_001];
    new Random(7).nextBytes(bytes);
    files.write(
        "one", new HomePath("large"), new ByteArrayInputStream(bytes), DesktopFiles.Terms.NONE);
    try (DesktopFiles.Reading open = files.open("one", new HomePath("large"))) {
      assertThat(open.bytes()).isEqualTo(bytes.length);
      assertThat(open.content().readAllBytes()).isEqualTo(bytes);
    }
    write("large", "");
    assertThat(read("large")).isEmpty();
    assertThat(names("")).containsExactly("large");
  }

  @Test
  void aFileKeepsItsRightsWhenItIsReplaced() throws IOException {
    write("key", "one");
    assertThat(rights("key")).isEqualTo("rw-r--r--");
    Files.setPosixFilePermissions(
        home.resolve("key"), PosixFilePermissions.fromString("rwx------"));
    write("key", "two");
    assertThat(rights("key")).isEqualTo("rwx------");
    assertThat(read("key")).isEqualTo("two");
  }

  private String rights(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name)));
  }

  @Test
  void whatLeadsOutOfTheHomeIsRefusedHowever() throws IOException {
    Path outside = Files.createDirectory(place.resolve("home-of-another"));
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(home.resolve("out"), outside);
    Files.createSymbolicLink(home.resolve("secret"), outside.resolve("secret"));
    Files.createSymbolicLink(home.resolve("relative"), Path.of("../home-of-another/secret"));
    Files.createSymbolicLink(home.resolve("fresh"), outside.resolve("fresh"));
    for (String path : List.of("out/secret", "secret", "relative", "out/sub/deep", "fresh")) {
      refused(() -> files.open("one", new HomePath(path)));
      refused(() -> write(path, "changed"));
    }
    refused(() -> files.list("one", new HomePath("out")));
    refused(() -> files.delete("one", new HomePath("out/secret")));
    for (String path :
        List.of("..", "../x", "a/../../x", "/etc/passwd", "a//b", "a/", ".", "a/.")) {
      refused(() -> new HomePath(path));
    }
    refused(() -> new HomePath("a\0b"));
    refused(() -> new HomePath("half \ud83c"));
    refused(() -> new HomePath("x".repeat(256)));
    assertThat(Files.readString(outside.resolve("secret"))).isEqualTo("secret");
    try (Stream<Path> left = Files.list(outside)) {
      assertThat(left).hasSize(1);
    }
    files.delete("one", new HomePath("secret"));
    assertThat(outside.resolve("secret")).exists();
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
    assertThatThrownBy(deed).isInstanceOf(PathRefused.class);
  }

  @Test
  void aLinkWithinTheHomeLeadsWhereItLeads() throws IOException {
    write("real/file", "one");
    Files.createSymbolicLink(home.resolve("link"), Path.of("real"));
    Files.createSymbolicLink(home.resolve("direct"), home.resolve("real/file"));
    assertThat(read("link/file")).isEqualTo("one");
    write("direct", "two");
    assertThat(read("real/file")).isEqualTo("two");
    assertThat(Files.isSymbolicLink(home.resolve("direct"))).isTrue();
    files.delete("one", new HomePath("link"));
    assertThat(read("real/file")).isEqualTo("two");
  }

  /** A hostile desktop changes a directory for a link out of its home, again and again. */
  @Test
  void aLinkThatComesBetweenLeadsNobodyOut() throws Exception {
    Path outside = Files.createDirectory(place.resolve("outside"));
    Path enough = place.resolve("enough");
    Files.createDirectory(home.resolve("held"));
    Process swapping =
        new ProcessBuilder(
                "sh",
                "-c",
                "until [ -e \"$2\" ]; do mv -T dir held; ln -sT \"$1\" dir; rm dir; mv -T held dir; done",
                "swap",
                outside.toString(),
                enough.toString())
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      for (int n = 0; n < 150; n++) {
        try {
          write("dir/file", "x");
        } catch (PathRefused | FileRefused | NoSuchFile | DesktopException raced) {
          assertThat(raced).hasMessageNotContaining("null");
        }
      }
    } finally {
      // Killed, it would leave a last "mv" at work.
      Files.createFile(enough);
      swapping.waitFor();
    }
    try (Stream<Path> left = Files.list(outside)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatIsNotThereOrOfAnotherKindIsSaid() throws Exception {
    write("dir/file", "x");
    assertThatThrownBy(() -> read("none"))
        .isInstanceOf(NoSuchFile.class)
        .hasMessageContaining("none");
    assertThatThrownBy(() -> names("none")).isInstanceOf(NoSuchFile.class);
    assertThatThrownBy(() -> files.delete("one", new HomePath("none/x")))
        .isInstanceOf(NoSuchFile.class);
    assertThatThrownBy(() -> read("dir")).isInstanceOf(FileRefused.class);
    assertThatThrownBy(() -> names("dir/file")).isInstanceOf(FileRefused.class);
    assertThatThrownBy(() -> write("dir", "x")).isInstanceOf(FileRefused.class);
    assertThatThrownBy(() -> write("dir/file/below", "x")).isInstanceOf(FileRefused.class);
    assertThatThrownBy(() -> files.delete("one", new HomePath("dir")))
        .isInstanceOf(FileRefused.class)
        .hasMessageContaining("not empty");
    new ProcessBuilder("mkfifo", home.resolve("pipe").toString()).start().waitFor();
    assertThatThrownBy(() -> read("pipe")).isInstanceOf(FileRefused.class);
    assertThatThrownBy(() -> write("pipe", "x")).isInstanceOf(FileRefused.class);
  }

  @Test
  void anUploadThatIsCutLeavesNothingAndChangesNothing() throws IOException {
    write("kept", "before");
    InputStream broken = new BufferedInputStream(stream(""));
    broken.close();
    InputStream cut = new SequenceInputStream(stream("y".repeat(600_000)), broken);
    assertThatThrownBy(() -> files.write("one", new HomePath("kept"), cut, DesktopFiles.Terms.NONE))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("closed");
    await().untilAsserted(() -> assertThat(names("")).containsExactly("kept"));
    await().untilAsserted(() -> assertThat(read("kept")).isEqualTo("before"));
  }

  @Test
  void aDiskWithoutRoomIsSaid() {
    // /dev/full takes nothing; what is written to it is not there afterwards.
    FilesByShell full =
        new FilesByShell(
            (id, command) ->
                ProgramStream.begin(
                    new ProcessBuilder(
                        command.stream()
                            .map(word -> word.replace("exec 3>\"$fresh\"", "exec 3>/dev/full"))
                            .toList())),
            id -> home.toString());
    assertThatThrownBy(
            () ->
                full.write(
                    "one", new HomePath("a"), stream("z".repeat(900_000)), DesktopFiles.Terms.NONE))
        .isInstanceOf(DiskFull.class)
        .hasMessageContaining("no room for a");
    await().untilAsserted(() -> assertThat(names("")).isEmpty());
  }

  @Test
  void aLongDirectoryIsCutAndSaysSo() throws IOException {
    for (int n = 0; n < DesktopFiles.MOST_LISTED + 5; n++) {
      Files.createFile(home.resolve("f" + n));
    }
    DesktopFiles.Listing listing = files.list("one", HomePath.HOME);
    assertThat(listing.entries()).hasSize(DesktopFiles.MOST_LISTED);
    assertThat(listing.whole()).isFalse();
  }

  @Test
  void theKindAndSizeAndTimeOfEachAreTold() throws IOException {
    write("file", "12345");
    Files.createDirectory(home.resolve("directory"));
    Files.createSymbolicLink(home.resolve("link"), Path.of("/nowhere"));
    List<HomeEntry> entries = files.list("one", HomePath.HOME).entries();
    assertThat(entries)
        .extracting(HomeEntry::kind)
        .containsExactly(HomeEntry.Kind.DIRECTORY, HomeEntry.Kind.FILE, HomeEntry.Kind.LINK);
    assertThat(entries.get(1).bytes()).isEqualTo(5);
    assertThat(entries.get(1).changedAt().getEpochSecond())
        .isEqualTo(
            Files.getLastModifiedTime(home.resolve("file"), LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .getEpochSecond());
  }

  @Test
  void aDesktopThatAnswersNonsenseIsNotBelieved() {
    for (String nonsense :
        List.of("", "no", "ok 99999999999999999999", "ok -1", "o".repeat(10_000))) {
      FilesByShell hostile =
          new FilesByShell(
              (id, command) -> ProgramStream.begin(new ProcessBuilder("printf", "%s\\n", nonsense)),
              id -> home.toString());
      assertThatThrownBy(() -> hostile.open("one", new HomePath("a")))
          .isInstanceOf(DesktopException.class);
      assertThatThrownBy(() -> hostile.list("one", HomePath.HOME))
          .isInstanceOf(DesktopException.class);
    }
  }
}
