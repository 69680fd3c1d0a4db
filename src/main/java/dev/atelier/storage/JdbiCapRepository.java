package dev.atelier.storage;

import dev.atelier.cost.CapRepository;
import dev.atelier.cost.CapScope;
import dev.atelier.cost.SetCap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The caps in the database. Thread-safe. */
@ApplicationScoped
class JdbiCapRepository implements CapRepository {
  /** In one order, so that nobody waits for somebody who waits for them. */
  private static final String ALL = "select * from spending_cap order by scope";

  private final Jdbi jdbi;

  @Inject
  JdbiCapRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiCapRepository() {
    this(null);
  }

  private record Row(CapScope scope, Optional<SetCap> cap) {}

  @Override
  public Map<CapScope, SetCap> all() {
    return read(ALL);
  }

  @Override
  public Map<CapScope, SetCap> hold() {
    return read(ALL + " for update");
  }

  private Map<CapScope, SetCap> read(String query) {
    Map<CapScope, SetCap> caps = new EnumMap<>(CapScope.class);
    jdbi.withHandle(handle -> handle.createQuery(query).map((row, context) -> row(row)).list())
        .forEach(row -> row.cap().ifPresent(cap -> caps.put(row.scope(), cap)));
    return caps;
  }

  private static Row row(ResultSet row) throws SQLException {
    CapScope scope = CapScope.valueOf(row.getString("scope").toUpperCase(Locale.ROOT));
    BigDecimal usd = row.getBigDecimal("usd");
    return new Row(
        scope,
        usd == null
            ? Optional.empty()
            : Optional.of(
                new SetCap(
                    Money.plain(usd), row.getString("set_by"), Times.fromSql(row, "set_at"))));
  }

  @Override
  public void put(CapScope scope, Optional<SetCap> cap) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update spending_cap set usd = :usd, set_by = :by, set_at = :at where scope = :scope")
                .bind("scope", scope.word())
                .bind("usd", cap.map(SetCap::usd).orElse(null))
                .bind("by", cap.map(SetCap::by).orElse(null))
                .bind("at", cap.map(SetCap::at).map(Times::toSql).orElse(null))
                .execute());
  }
}
