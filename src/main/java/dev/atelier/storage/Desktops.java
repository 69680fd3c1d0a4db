package dev.atelier.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Ids of desktops in one column; nothing there means all of them. */
final class Desktops {
  private Desktops() {}

  static String toSql(Optional<Set<String>> desktops) {
    return desktops.map(ids -> String.join(",", new TreeSet<>(ids))).orElse(null);
  }

  static Optional<Set<String>> fromSql(ResultSet row) throws SQLException {
    return fromSql(row, "desktops");
  }

  static Optional<Set<String>> fromSql(ResultSet row, String column) throws SQLException {
    String ids = row.getString(column);
    if (ids == null) {
      return Optional.empty();
    }
    return Optional.of(ids.isEmpty() ? Set.of() : Set.copyOf(List.of(ids.split(","))));
  }
}
