package dev.atelier.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Puts on record who reads and writes a desktop's clipboard, before they do. Thread-safe. */
@ApplicationScoped
@Transactional
class ClipboardRecord {
  private final Event<ClipboardUsed> events;

  @Inject
  ClipboardRecord(Event<ClipboardUsed> events) {
    this.events = events;
  }

  /** For CDI's proxy only. */
  protected ClipboardRecord() {
    this(null);
  }

  void used(String sessionId, Actor actor, String type, String text) {
    int characters = text.codePointCount(0, text.length());
    events.fire(new ClipboardUsed(sessionId, actor, type, characters));
  }
}
