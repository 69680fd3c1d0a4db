package dev.atelier.backup;

import dev.atelier.Caller;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import dev.atelier.storage.RecordOnDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The data directory of a server with a real database, whose desktops are its only rows. */
final class SavedServer {
  static final Caller ADA = Caller.of("ada", Role.ADMIN);

  final Path data;
  final HandSetClock clock = new HandSetClock();
  final FakeEvents<BackupNoted> events = new FakeEvents<>();
  private RecordOnDisk record;

  SavedServer(Path data) throws java.io.IOException {
    this.data = data;
    Files.createDirectories(data.resolve("db"));
    start();
  }

  /** As a server that starts: what it opened before counts no more. */
  SavedServer start() {
    record = new RecordOnDisk(data);
    return this;
  }

  void recipe(String id) {
    record
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into recipe (id, name, description, goal, example, shared, owner,"
                        + " made_at, changed_at) values (?, 'r', '', 'g', '{}', true, 'ada',"
                        + " current_timestamp, current_timestamp)",
                    id));
  }

  List<String> recipes() {
    return texts("select id from recipe order by id");
  }

  void desktop(String id, String label) {
    record.stoppedDesktop(id, label, Instant.parse("2026-11-01T10:00:00Z"));
  }

  void execute(String sql) {
    record.jdbi().useHandle(handle -> handle.execute(sql));
  }

  List<String> texts(String sql) {
    return record.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  Backups backups() {
    return backups(false);
  }

  Backups backups(boolean foreign) {
    return new Backups(data.toString(), "1", foreign, record.file(), events, clock);
  }

  Restores restores() {
    return new Restores(data.toString(), backups(), record.restores(), events, clock);
  }

  RestoreAtStart atStart(Consumer<String> passed) {
    return new RestoreAtStart(data, record.file(), "1", clock, passed);
  }

  DatabaseFile file() {
    return record.file();
  }
}
