package dev.atelier.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Caller;
import dev.atelier.NotAllowed;
import dev.atelier.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {
  @TempDir private Path data;
  private SavedServer server;
  private Backups backups;

  @BeforeEach
  void start() throws IOException {
    server = new SavedServer(data);
    backups = server.backups();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("backups"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void aBackupSaysWhatIsInItAndIsOnRecord() throws IOException {
    server.desktop("sess_a", "Accounts");
    Path picture = data.resolve("pictures/ab/ab12345678901234.png");
    Files.createDirectories(picture.getParent());
    Files.writeString(picture, "png");
    Backup made = backups.make(SavedServer.ADA);
    assertThat(backups.all()).containsExactly(made);
    assertThat(made.contents().desktops()).isEqualTo(1);
    assertThat(Integer.parseInt(made.contents().schemaVersion())).isGreaterThanOrEqualTo(25);
    assertThat(made.pictures()).isEqualTo(1);
    assertThat(made.madeBy()).isEqualTo("ada");
    assertThat(files()).containsExactly(made.id() + ".zip");
    assertThat(server.events.fired())
        .containsExactly(new BackupNoted("backup.made", "ada", Backups.detail(made)));
    backups.check(backups.file(made.id()));
  }

  @Test
  void itIsOfOneMomentWhileOthersWrite() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              for (int n = 0; !enough.get(); n++) {
                server.recipe("recipe_%06d".formatted(n));
              }
            });
    writer.start();
    try {
      for (int n = 0; n < 5; n++) {
        Backup made = backups.make(SavedServer.ADA);
        backups.check(backups.file(made.id()));
      }
    } finally {
      enough.set(true);
      writer.join();
    }
    Backup last = backups.make(SavedServer.ADA);
    List<String> all = server.recipes();
    server.recipe("x_after");
    server.restores().ask(last.id(), SavedServer.ADA);
    server.atStart(step -> {}).fulfil();
    assertThat(server.start().recipes()).isEqualTo(all);
  }

  @Test
  void whatIsCancelledOrCannotBeOnRecordLeavesNothing() throws IOException {
    server.events.observedBy(
        event -> {
          throw new IllegalStateException("no record");
        });
    assertThatThrownBy(() -> backups.make(SavedServer.ADA)).hasMessage("no record");
    assertThat(files()).isEmpty();
    assertThat(backups.making()).isEmpty();

    Making making = Making.ofTheServer(server.clock.instant());
    making.cancel();
    Saving saving = new Saving(new Shelf(data), server.file(), Stamp.of(data), "1");
    Saving.Order order =
        new Saving.Order(Shelf.nextId(), Origin.ASKED, server.clock.instant(), "ada");
    assertThatThrownBy(() -> saving.all(order, data.resolve("pictures"), making))
        .hasMessageContaining("cancelled");
    assertThat(files()).isEmpty();
  }

  @Test
  void onlyWhatIsMadeOfThisServerIsSeenAsBeingMade() throws IOException {
    List<Boolean> seen = new ArrayList<>();
    server.events.observedBy(event -> seen.add(backups.making().isPresent()));
    Backup made = backups.make(SavedServer.ADA);
    byte[] file = Files.readAllBytes(backups.file(made.id()));
    assertThat(backups.take(new ByteArrayInputStream(file), SavedServer.ADA)).isNotNull();
    assertThat(seen).containsExactly(true, false);
  }

  @Test
  void whatACrashLeftHalfMadeIsNoBackupAndGoes() throws IOException {
    Files.createDirectories(data.resolve("backups"));
    Files.writeString(data.resolve("backups/draft123.zip"), "half");
    Files.writeString(data.resolve("backups/bkp_22222222222222.zip"), "damaged");
    assertThat(backups.all()).isEmpty();
    backups.make();
    assertThat(files()).containsExactly("bkp_22222222222222.zip");
  }

  @Test
  void aFileThatIsNoBackupOrOfANewerServerIsNotTakenIn() throws IOException {
    assertThatThrownBy(
            () ->
                backups.take(
                    new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)),
                    SavedServer.ADA))
        .isInstanceOf(UnusableBackup.class);
    Backup made = backups.make(SavedServer.ADA);
    server.execute(
        "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\","
            + " \"type\", \"script\", \"checksum\", \"installed_by\", \"installed_on\","
            + " \"execution_time\", \"success\") values (9999, '9999', 'of the future', 'SQL',"
            + " 'V9999__x.sql', 1, 'x', current_timestamp, 1, true)");
    assertThatThrownBy(() -> backups.make(SavedServer.ADA))
        .isInstanceOf(UnusableBackup.class)
        .hasMessageContaining("newer version");
    assertThat(files()).containsExactly(made.id() + ".zip");
  }

  @Test
  void whatAnotherServerMadeIsTakenInOnlyWhereThatIsAllowed(@TempDir Path elsewhere)
      throws IOException {
    SavedServer other = new SavedServer(elsewhere);
    byte[] theirs =
        Files.readAllBytes(other.backups().file(other.backups().make(SavedServer.ADA).id()));
    assertThatThrownBy(() -> backups.take(new ByteArrayInputStream(theirs), SavedServer.ADA))
        .isInstanceOf(UnusableBackup.class)
        .hasMessageContaining("did not make")
        .hasMessageContaining("ATELIER_FOREIGN_BACKUPS");
    assertThat(backups.all()).isEmpty();
    assertThat(files()).isEmpty();
    Backup taken = server.backups(true).take(new ByteArrayInputStream(theirs), SavedServer.ADA);
    assertThat(backups.all()).containsExactly(taken);
  }

  @Test
  void whatCannotBeReadTakesRoomAndCanBeDeleted() throws IOException {
    Files.createDirectories(data.resolve("backups"));
    for (int n = 10; n < 10 + Backups.MOST; n++) {
      String digits = String.valueOf(n).replace('0', 'a').replace('1', 'b');
      Files.writeString(data.resolve("backups/bkp_222222222222" + digits + ".zip"), "damaged");
    }
    assertThatThrownBy(() -> backups.make(SavedServer.ADA))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("cannot be read: bkp_");
    server.restores().delete("bkp_222222222222ba", SavedServer.ADA);
    assertThat(files()).hasSize(Backups.MOST - 1);
    assertThat(backups.make(SavedServer.ADA)).isNotNull();
    assertThat(server.events.fired())
        .extracting(BackupNoted::type)
        .containsExactly("backup.deleted", "backup.made");
  }

  /** Sends nothing, and has something happen meanwhile. */
  private static InputStream slow(Runnable meanwhile) {
    return new InputStream() {
      @Override
      public int read() {
        meanwhile.run();
        return -1;
      }

      @Override
      public int read(byte[] into, int from, int most) {
        return read();
      }
    };
  }

  @Test
  void whileAFileIsOnItsWayTheServerCanBeSaved() throws IOException {
    assertThatThrownBy(
            () -> backups.take(slow(() -> backups.make(SavedServer.ADA)), SavedServer.ADA))
        .isInstanceOf(UnusableBackup.class);
    assertThat(backups.all()).hasSize(1);
    assertThat(files()).hasSize(1);
  }

  @Test
  void onlySoManyFilesAreOnTheirWayAtOnce() throws IOException {
    InputStream third = slow(() -> {});
    InputStream second = slow(() -> backups.take(third, SavedServer.ADA));
    InputStream first = slow(() -> backups.take(second, SavedServer.ADA));
    assertThatThrownBy(() -> backups.take(first, SavedServer.ADA))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("2 backups are being brought");
    assertThat(files()).isEmpty();
    assertThatThrownBy(() -> backups.take(third, SavedServer.ADA))
        .as("there is room again")
        .isInstanceOf(UnusableBackup.class);
  }

  @Test
  void whoChangesWhatItSaysOfItselfIsFoundOut() throws Exception {
    Path ours = backups.file(backups.make(SavedServer.ADA).id());
    byte[] forged = forged(ours);
    assertThatThrownBy(() -> backups.take(new ByteArrayInputStream(forged), SavedServer.ADA))
        .hasMessageContaining("did not make");
    byte[] whole = Files.readAllBytes(ours);
    assertThat(backups.take(new ByteArrayInputStream(whole), SavedServer.ADA)).isNotNull();
  }

  /** Says itself that it was made by somebody else; the stamp stays as it was. */
  private static byte[] forged(Path archive) throws IOException {
    ByteArrayOutputStream forged = new ByteArrayOutputStream();
    try (ZipFile zip = new ZipFile(archive.toFile());
        ZipOutputStream out = new ZipOutputStream(forged)) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        byte[] content = zip.getInputStream(entry).readAllBytes();
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(
            entry.getName().equals(Manifest.NAME)
                ? new String(content, StandardCharsets.UTF_8)
                    .replace("\"ada\"", "\"eve\"")
                    .getBytes(StandardCharsets.UTF_8)
                : content);
      }
    }
    return forged.toByteArray();
  }

  @Test
  void idsLeadNowhereElse() {
    for (String id : List.of("../x", "none", "bkp_22222222222222", "")) {
      assertThatThrownBy(() -> backups.file(id)).as(id).isInstanceOf(UnknownBackup.class);
    }
  }

  @Test
  void whoSeesSomeDesktopsSavesAndRemovesNothing() {
    Caller bounded = new Caller("bob", Role.ADMIN, Optional.of(Set.of("sess_a")));
    Backup made = backups.make(SavedServer.ADA);
    assertThatThrownBy(() -> backups.make(bounded)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> backups.delete(made.id(), bounded)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> server.restores().ask(made.id(), bounded))
        .isInstanceOf(NotAllowed.class);
    assertThat(backups.all()).hasSize(1);
  }
}
