package dev.atelier.storage;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Takes over from the present database what no backup of it brings back: desktops and snapshots are
 * what the engines hold, who may come in is who may now, no epoch of control is given out twice,
 * and no time of a schedule comes again.
 */
final class Carried {
  /** Of these all rows are the present ones. */
  private static final List<String> REPLACED =
      List.of("access_token", "console_user", "ticket", "snapshot", "restoration");

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
    present
        .createQuery("select id, next_at from schedule")
        .mapToMap()
        .forEach(
            row ->
                next.createUpdate("update schedule set next_at = :next_at where id = :id")
                    .bindMap(row)
                    .execute());
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
