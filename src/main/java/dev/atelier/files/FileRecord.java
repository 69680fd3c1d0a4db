package dev.atelier.files;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Puts on record what is asked of files, before it is done. Thread-safe. */
@ApplicationScoped
@Transactional
class FileRecord {
  private final Event<FileAsked> events;

  @Inject
  FileRecord(Event<FileAsked> events) {
    this.events = events;
  }

  /** For CDI's proxy only. */
  protected FileRecord() {
    this(null);
  }

  void asked(FileAsked asked) {
    events.fire(asked);
  }
}
