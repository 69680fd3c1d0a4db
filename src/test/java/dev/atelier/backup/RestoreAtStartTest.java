package dev.atelier.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way back to a backup, with real files of H2, also when the server dies on it. */
class RestoreAtStartTest {
  @TempDir private Path data;
  private SavedServer server;

  /** The end of a process, as far as one can have it within one. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @BeforeEach
  void saveThenChange() throws IOException {
    server = new SavedServer(data);
    server.recipe("of_then");
    picture("ab");
  }

  private void picture(String start) throws IOException {
    Path file = picturePath(start);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "a picture of " + start);
  }

  private Path picturePath(String start) {
    return data.resolve("pictures").resolve(start).resolve(start + "12345678901234.png");
  }

  private RestoreWish asked() throws IOException {
    Backup backup = server.backups().make(SavedServer.ADA);
    server.recipe("of_now");
    Files.delete(picturePath("ab"));
    picture("cd");
    return server.restores().ask(backup.id(), SavedServer.ADA);
  }

  private void isAsThen() {
    assertThat(server.start().recipes()).containsExactly("of_then");
    assertThat(picturePath("ab")).hasContent("a picture of ab");
    assertThat(picturePath("cd")).as("what came after is kept").exists();
  }

  private List<String> leftovers() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .map(file -> data.relativize(file).toString())
          .filter(name -> name.contains("part") || name.contains("draft") || name.startsWith("db/"))
          .filter(name -> !name.equals("db/atelier.mv.db"))
          .toList();
    }
  }

  @Test
  void nothingHappensBeforeTheNextStartAndAllOfItThen() throws IOException {
    RestoreWish wish = asked();
    assertThat(server.start().recipes()).containsExactly("of_now", "of_then");

    server.atStart(step -> {}).fulfil();
    isAsThen();
    assertThat(leftovers()).isEmpty();
    assertThat(server.backups().all())
        .extracting(Backup::id)
        .contains(wish.backupId(), wish.beforeId(), wish.untilId());

    server.restores().note();
    server.restores().noted();
    assertThat(server.events.fired())
        .extracting(BackupNoted::type)
        .containsExactly("backup.made", "backup.made", "restore.asked", "system.restored");
    assertThat(server.restores().latest().orElseThrow().wish()).isEqualTo(wish);
    assertThat(server.restores().pending()).isEmpty();
    server.atStart(step -> {}).fulfil();
    server.restores().note();
    assertThat(server.events.fired()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "restore-pictures",
        "restore-saved",
        "restore-prepared",
        "restore-in-place",
        "restore-done"
      })
  void aServerThatDiesOnTheWayGetsThereAtTheNextStart(String where) throws IOException {
    RestoreWish wish = asked();
    assertThatThrownBy(
            () ->
                server
                    .atStart(
                        step -> {
                          if (step.equals(where)) {
                            throw new Killed();
                          }
                        })
                    .fulfil())
        .isInstanceOf(Killed.class);
    Files.writeString(data.resolve("db/next-atelier.mv.db"), "half");
    Files.writeString(data.resolve("db/until-atelier.mv.db"), "half");
    if (!where.equals("restore-done")) {
      server.atStart(step -> {}).fulfil();
    }
    isAsThen();
    server.restores().note();
    server.restores().noted();
    assertThat(server.restores().latest().orElseThrow().wish()).isEqualTo(wish);

    // And from there back to how it was until then.
    server.restores().ask(wish.untilId(), SavedServer.ADA);
    server.atStart(step -> {}).fulfil();
    assertThat(server.start().recipes()).containsExactly("of_now", "of_then");
  }

  @Test
  void aBackupThatIsDamagedMeanwhileLeavesEverythingAsItWas() throws IOException {
    RestoreWish wish = asked();
    Path file = server.backups().file(wish.backupId());
    byte[] bytes = Files.readAllBytes(file);
    bytes[200] ^= 1;
    Files.write(file, bytes);

    server.atStart(step -> {}).fulfil();
    assertThat(server.start().recipes()).containsExactly("of_now", "of_then");
    assertThat(leftovers()).isEmpty();
    server.restores().note();
    server.restores().noted();
    assertThat(server.restores().problem()).get().asString().contains("damaged");
    assertThat(server.restores().pending()).isEmpty();
    assertThat(server.events.fired())
        .last()
        .satisfies(event -> assertThat(event.type()).isEqualTo("restore.failed"));
  }

  @Test
  void aServerWithoutEnoughMemoryForItGivesItUpAndStarts() throws IOException {
    RestoreWish wish = asked();
    server
        .atStart(
            step -> {
              if (step.equals("restore-saved")) {
                throw new OutOfMemoryError("Java heap space");
              }
            })
        .fulfil();
    assertThat(server.start().recipes()).containsExactly("of_now", "of_then");
    server.restores().note();
    server.restores().noted();
    assertThat(server.restores().problem()).contains("Java heap space");
    assertThat(server.restores().pending()).isEmpty();
    assertThat(server.backups().all()).extracting(Backup::id).contains(wish.untilId());
  }

  @Test
  void aWishThatCannotBePutOnRecordIsNone() throws IOException {
    Backup backup = server.backups().make(SavedServer.ADA);
    server.events.observedBy(
        event -> {
          if (event.type().equals("restore.asked")) {
            throw new IllegalStateException("no room for restore.asked");
          }
        });
    assertThatThrownBy(() -> server.restores().ask(backup.id(), SavedServer.ADA))
        .hasMessageContaining("restore.asked");
    assertThat(server.restores().pending()).isEmpty();
  }

  @Test
  void nobodyIsToldAgainAndNothingRunsByTheClockThatSomebodyTurnedOff() throws IOException {
    server.desktop("sess_a", "A");
    for (String schedule : List.of("deleted", "kept", "paused")) {
      schedule(schedule);
    }
    webhook("hook_deleted");
    Backup backup = server.backups().make(SavedServer.ADA);
    server.execute("delete from schedule where id = 'deleted'");
    server.execute("update schedule set enabled = false where id = 'paused'");
    server.execute("delete from webhook");
    webhook("hook_new");
    server.restores().ask(backup.id(), SavedServer.ADA);
    server.atStart(step -> {}).fulfil();
    server.start();

    assertThat(server.texts("select id from schedule order by id"))
        .containsExactly("deleted", "kept", "paused");
    assertThat(server.texts("select id from schedule where enabled")).containsExactly("kept");
    assertThat(server.texts("select id from schedule where next_at is not null"))
        .as("what has a time is begun then")
        .containsExactly("kept");
    assertThat(server.texts("select id from webhook")).containsExactly("hook_new");
  }

  private void schedule(String id) {
    server.execute(
        "insert into schedule (id, name, session_id, blanks, goal, said, cron, zone, enabled,"
            + " overlap, missed, made_by, runs_as, runs_role, runs_with, runs_with_id, made_at,"
            + " changed_at, next_at) values ('"
            + id
            + "', 'n', 'sess_a', '{}', 'g', 'daily', '0 9 * * *', 'UTC', true, 'skip', 'skip',"
            + " 'ada', 'ada', 'admin', 'TOKEN', 't', current_timestamp, current_timestamp,"
            + " current_timestamp)");
  }

  private void webhook(String id) {
    server.execute(
        "insert into webhook (id, url, secret, made_by, made_at) values ('"
            + id
            + "', 'https://example.com/', 's', 'ada', current_timestamp)");
  }

  @Test
  void aWishIsTakenBackAndABackupThatIsWishedForIsKept() throws IOException {
    RestoreWish wish = asked();
    assertThatThrownBy(() -> server.restores().ask(wish.beforeId(), SavedServer.ADA))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("take it back");
    assertThatThrownBy(() -> server.restores().delete(wish.backupId(), SavedServer.ADA))
        .isInstanceOf(BackupRefused.class);
    server.restores().withdraw(SavedServer.ADA);
    server.atStart(step -> {}).fulfil();
    assertThat(server.start().recipes()).containsExactly("of_now", "of_then");
    server.restores().delete(wish.backupId(), SavedServer.ADA);
    assertThat(server.backups().all()).extracting(Backup::id).containsExactly(wish.beforeId());
  }

  @Test
  void whatAnEngineHoldsAndWhoMayComeInIsAsItIsNow() throws IOException {
    server.desktop("sess_gone", "Gone");
    server.desktop("sess_kept", "Kept");
    token("tok_revoked");
    waits("task_waits", "sess_kept");
    Backup backup = server.backups().make(SavedServer.ADA);
    server.execute("update session set deleted_at = current_timestamp where id = 'sess_gone'");
    server.execute("update session set home = 3 where id = 'sess_kept'");
    server.execute("update access_token set revoked_at = current_timestamp");
    server.desktop("sess_new", "New");
    server.restores().ask(backup.id(), SavedServer.ADA);
    server.atStart(step -> {}).fulfil();
    server.start();

    assertThat(server.texts("select id from session where deleted_at is null order by id"))
        .containsExactly("sess_kept", "sess_new");
    assertThat(server.texts("select home from session where id = 'sess_kept'"))
        .containsExactly("3");
    assertThat(server.texts("select id from access_token where revoked_at is null")).isEmpty();
    assertThat(server.texts("select status from task")).containsExactly("cancelled");
    assertThat(server.texts("select task_id from queued_task")).isEmpty();
  }

  private void token(String id) {
    server.execute(
        "insert into access_token (id, name, hash, role, made_by, made_at) values ('"
            + id
            + "', 't', 'h', 'viewer', 'ada', current_timestamp)");
  }

  private void waits(String task, String session) {
    server.execute(
        "insert into task (id, session_id, goal, context, backend, model, status, max_steps,"
            + " step_count, total_cost_usd, final_text, error, started_at) values ('"
            + task
            + "', '"
            + session
            + "', 'g', '', 'recipe', 'none', 'queued', 3, 0, 0, '', '', current_timestamp)");
    server.execute(
        "insert into queued_task (task_id, session_id, place, undo, given_by, runs_as, runs_role,"
            + " runs_with, runs_with_id) values ('"
            + task
            + "', '"
            + session
            + "', 1, false, 'ada', 'ada', 'admin', 'TOKEN', 't')");
  }

  @Test
  void aServerThatHasNothingYetTakesAllOfIt(@TempDir Path elsewhere) throws IOException {
    Backup backup = server.backups().make(SavedServer.ADA);
    SavedServer other = new SavedServer(elsewhere);
    try (var file = Files.newInputStream(server.backups().file(backup.id()))) {
      Backup taken = other.backups(true).take(file, SavedServer.ADA);
      assertThat(taken.origin()).isEqualTo(Origin.UPLOADED);
      assertThat(taken.createdAt()).isEqualTo(backup.createdAt());
      other.restores().ask(taken.id(), SavedServer.ADA);
    }
    Files.delete(other.file().path());
    other.atStart(step -> {}).fulfil();
    assertThat(other.start().recipes()).containsExactly("of_then");
  }
}
