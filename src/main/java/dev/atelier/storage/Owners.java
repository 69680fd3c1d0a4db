package dev.atelier.storage;

import dev.atelier.Credential.Kind;
import dev.atelier.Owner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Whose something is, in three columns: the name, the kind of what they came in with, which. */
final class Owners {
  private Owners() {}

  /** The values of {@code name}, {@code nameWith} and {@code nameWithId}. */
  static Map<String, Object> toSql(String name, Owner owner) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(name, owner.name());
    values.put(name + "With", owner.with().map(Kind::name).orElse(null));
    values.put(name + "WithId", owner.with().map(kind -> owner.withId()).orElse(null));
    return values;
  }

  static Owner fromSql(ResultSet row, String name, String with) throws SQLException {
    String kind = row.getString(with);
    return kind == null
        ? Owner.named(row.getString(name))
        : new Owner(
            row.getString(name), Optional.of(Kind.valueOf(kind)), row.getString(with + "_id"));
  }
}
