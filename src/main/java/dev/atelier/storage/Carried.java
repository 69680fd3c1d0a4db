package dev.atelier.storage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Takes over from the present database what no backup of it brings back: desktops and snapshots are
 * what the engines hold, who may come in and who is told of what is as it is now, no epoch of
 * control is given out twice, and nothing that runs by the clock begins again unasked.
 */
final class Carried {
  /** Of these all rows are the present ones. */
  private static final List<String> REPLACED =
      List.of("access_token", "console_user", "ticket", "webhook", "snapshot", "restoration");

  /** Of these a present row takes the place of an earlier one. */
  private static final Map<String, String> MERGED =
      Map.of("session", "id", "control_epoch", "session_id");

  private final Handle present;
  private final Handle next;

  Carried(Handle present, Handle next) {
    this.present = present;
    this.next = next;
  }

  void over() {
    next.execute("update session set is_default = false");
    MERGED.forEach(
        (table, key) -> rows(table).forEach(row -> put("merge into " + table, key, row)));
    for (String table : REPLACED) {
      next.execute("delete from " + table);
      rows(table).forEach(row -> put("insert into " + table, "", row));
    }
    schedules();
  }

  /** One that is gone or paused by now comes back paused; no time of the others comes again. */
  private void schedules() {
    Set<String> wanted =
        next.createQuery("select id from schedule where enabled").mapTo(String.class).set();
    next.execute("update schedule set enabled = false");
    present
        .createQuery("select id, next_at, enabled from schedule")
        .mapToMap()
        .forEach(
            row ->
                next.createUpdate(
                        "update schedule set next_at = :next_at, enabled = :on where id = :id")
                    .bindMap(row)
                    .bind("on", wanted.contains(row.get("id")) && (Boolean) row.get("enabled"))
                    .execute());
    // What has a time is begun then, also when it is paused.
    next.execute("update schedule set next_at = null where not enabled");
  }

  private List<Map<String, Object>> rows(String table) {
    return present.createQuery("select * from " + table).mapToMap().list();
  }

  private void put(String into, String key, Map<String, Object> row) {
    List<String> columns = List.copyOf(row.keySet());
    Update update =
        next.createUpdate(
            into
                + columns.stream().collect(Collectors.joining(", ", " (", ")"))
                + (key.isEmpty() ? "" : " key (" + key + ")")
                + columns.stream()
                    .map(":"::concat)
                    .collect(Collectors.joining(", ", " values (", ")")));
    update.bindMap(row).execute();
  }
}
