package dev.atelier.cost;

import dev.atelier.task.TaskChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Keeps who gave each task, for whom its cost is added up. Thread-safe. */
@ApplicationScoped
class Givers {
  private final LedgerRepository ledger;

  @Inject
  Givers(LedgerRepository ledger) {
    this.ledger = ledger;
  }

  /** For CDI's proxy only. */
  protected Givers() {
    this(null);
  }

  void taskChanged(@Observes TaskChanged change) {
    if (change.type().equals("task.started")) {
      ledger.noteGiver(change.task().id(), change.actor());
    }
  }
}
