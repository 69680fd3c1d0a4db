package dev.atelier.session;

import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.Quota;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.UnaryOperator;

/** What desktops may use, changed while they run. Thread-safe. */
@ApplicationScoped
public class Quotas {
  private final SessionRecords records;
  private final DesktopRuntimes runtimes;
  private final Turns turns;

  @Inject
  Quotas(SessionRecords records, DesktopRuntimes runtimes, Turns turns) {
    this.records = records;
    this.runtimes = runtimes;
    this.turns = turns;
  }

  /** For CDI's proxy only. */
  protected Quotas() {
    this(null, null, null);
  }

  /**
   * Changes what a desktop may use, at once if it is there.
   *
   * @throws UnknownSession when there is none of that id
   * @throws dev.atelier.desktop.QuotaRefused when it cannot be given that; nothing has changed then
   */
  public Session change(String id, UnaryOperator<Quota> change, String actor) {
    records.asked(id, "session.quota_asked", actor);
    return turns.in(
        id,
        () -> {
          Session session = records.find(id).orElseThrow(() -> new UnknownSession(id));
          Quota quota = change.apply(session.quota());
          runtimes.named(session.runtime()).limit(session.with(quota).spec());
          return records
              .change(id, "session.quota_changed", actor, s -> s.with(quota))
              .orElseThrow(() -> new UnknownSession(id));
        });
  }
}
