package dev.atelier.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Puts on record who watches a desktop live. Thread-safe. */
@ApplicationScoped
public class ViewerRecord {
  private final Event<ViewerNoted> notes;

  @Inject
  ViewerRecord(Event<ViewerNoted> notes) {
    this.notes = notes;
  }

  /** For CDI's proxy only. */
  protected ViewerRecord() {
    this(null);
  }

  @Transactional
  public void joined(String sessionId, String viewer) {
    notes.fire(new ViewerNoted(sessionId, viewer, "control.viewer_joined"));
  }

  @Transactional
  public void left(String sessionId, String viewer) {
    notes.fire(new ViewerNoted(sessionId, viewer, "control.viewer_left"));
  }
}
