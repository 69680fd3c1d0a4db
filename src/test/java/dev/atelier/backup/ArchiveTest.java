package dev.atelier.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  private static final String PICTURE = "pictures/ab/ab12345678901234.png";

  @TempDir private Path directory;

  /** What somebody put together, who may say of it what they like. */
  private Path archive(Map<String, String> files, Manifest manifest) throws IOException {
    Path file = Files.createTempFile(directory, "archive", ".zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      Map<String, String> all = new LinkedHashMap<>(files);
      all.put(Manifest.NAME, Json.write(manifest));
      for (Map.Entry<String, String> each : all.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private static Manifest manifest(int format, List<Manifest.Entry> entries) {
    return new Manifest(
        format,
        "bkp_22222222222222",
        Origin.ASKED,
        Instant.EPOCH,
        "ada",
        "1",
        new Contents("25", 1, 2, 3),
        entries);
  }

  private static Manifest.Entry entry(String name, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return new Manifest.Entry(
        name, bytes.length, HexFormat.of().formatHex(Archive.sha256().digest(bytes)));
  }

  private static void check(Path file) throws IOException {
    try (Archive archive = Archive.open(file)) {
      archive.check();
    }
  }

  @Test
  void whatIsWholeIsReadBack() throws IOException {
    Path file =
        archive(
            Map.of(Archive.DATABASE, "rows", PICTURE, "png"),
            manifest(1, List.of(entry(Archive.DATABASE, "rows"), entry(PICTURE, "png"))));
    check(file);
    try (Archive archive = Archive.open(file)) {
      Path target = directory.resolve("out");
      archive.database(target);
      assertThat(target).hasContent("rows");
      assertThat(archive.manifest().pictures())
          .extracting(Manifest.Entry::name)
          .containsExactly(PICTURE);
    }
  }

  @Test
  void aNameThatLeavesTheDirectoryIsRefusedAndSoIsEveryOtherThatNoBackupHas() throws IOException {
    for (String name :
        List.of(
            "../outside.png",
            "pictures/ab/../../../ab12345678901234.png",
            "/etc/passwd",
            "pictures\\ab\\ab12345678901234.png",
            "pictures/ab/cd12345678901234.png",
            "console-password",
            PICTURE + "/x")) {
      Path file =
          archive(
              Map.of(Archive.DATABASE, "rows", name, "bad"),
              manifest(1, List.of(entry(Archive.DATABASE, "rows"), entry(name, "bad"))));
      assertThatThrownBy(() -> check(file))
          .as(name)
          .isInstanceOf(UnusableBackup.class)
          .hasMessageContaining("no backup has");
    }
  }

  @Test
  void whatTheArchiveDoesNotSpeakOfIsNeverRead() throws IOException {
    Path file =
        archive(
            Map.of(Archive.DATABASE, "rows", "../outside.png", "bad"),
            manifest(1, List.of(entry(Archive.DATABASE, "rows"))));
    check(file);
    assertThat(directory.resolveSibling("outside.png")).doesNotExist();
  }

  @Test
  void whatWasChangedIsMissingOrIsTooMuchIsSeen() throws IOException {
    Manifest honest = manifest(1, List.of(entry(Archive.DATABASE, "rows")));
    assertThatThrownBy(() -> check(archive(Map.of(Archive.DATABASE, "ROWS"), honest)))
        .hasMessageContaining("was changed");
    assertThatThrownBy(() -> check(archive(Map.of(Archive.DATABASE, "rows and more"), honest)))
        .hasMessageContaining("too much of");
    assertThatThrownBy(() -> check(archive(Map.of(), honest))).hasMessageContaining("lacks");
    assertThatThrownBy(() -> check(archive(Map.of(), manifest(1, List.of()))))
        .hasMessageContaining("no database");
    Manifest twice =
        manifest(1, List.of(entry(Archive.DATABASE, "rows"), entry(Archive.DATABASE, "rows")));
    assertThatThrownBy(() -> check(archive(Map.of(Archive.DATABASE, "rows"), twice)))
        .isInstanceOf(UnusableBackup.class);
  }

  @Test
  void nothingIsWrittenThatCouldNotBeRead() throws IOException {
    Manifest manifest = manifest(1, List.of());
    Manifest endless =
        new Manifest(
            manifest.format(),
            manifest.id(),
            manifest.origin(),
            manifest.createdAt(),
            "x".repeat(Archive.LONGEST_MANIFEST),
            manifest.version(),
            manifest.contents(),
            List.of());
    try (ArchiveWriter writer =
        new ArchiveWriter(
            directory.resolve("long.zip"),
            Stamp.of(directory),
            Making.ofTheServer(Instant.EPOCH))) {
      assertThatThrownBy(() -> writer.finish(endless)).hasMessageContaining("more pictures");
    }
  }

  @Test
  void anotherShapeIsNotGuessedAt() throws IOException {
    Manifest other = manifest(2, List.of(entry(Archive.DATABASE, "rows")));
    assertThatThrownBy(() -> check(archive(Map.of(Archive.DATABASE, "rows"), other)))
        .hasMessageContaining("another format");
    Path text = Files.writeString(directory.resolve("text"), "hello");
    assertThatThrownBy(() -> check(text)).hasMessageContaining("no backup");
    Path cut = archive(Map.of(Archive.DATABASE, "rows"), other);
    Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(cut), 40));
    assertThatThrownBy(() -> check(cut)).hasMessageContaining("no backup");
  }
}
