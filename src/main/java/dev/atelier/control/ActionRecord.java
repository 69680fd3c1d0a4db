package dev.atelier.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.function.Consumer;

/** Puts actions on record, each time in one transaction with whatever observes it. Thread-safe. */
@ApplicationScoped
class ActionRecord {
  private final Event<ActionBegins> beginnings;
  private final Event<ActionEnded> ends;
  private final Event<ActionRefused> refusals;

  @Inject
  ActionRecord(
      Event<ActionBegins> beginnings, Event<ActionEnded> ends, Event<ActionRefused> refusals) {
    this.beginnings = beginnings;
    this.ends = ends;
    this.refusals = refusals;
  }

  /** For CDI's proxy only. */
  protected ActionRecord() {
    this(null, null, null);
  }

  @Transactional
  void begins(ActionBegins beginning) {
    beginnings.fire(beginning);
  }

  @Transactional
  void ended(ActionEnded end, Consumer<ActionOutcome> alongside) {
    alongside.accept(end.outcome());
    ends.fire(end);
  }

  @Transactional
  void refused(ActionRefused refusal) {
    refusals.fire(refusal);
  }
}
