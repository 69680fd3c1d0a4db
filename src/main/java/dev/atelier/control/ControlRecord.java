package dev.atelier.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;

/** Begins epochs of control, each in one transaction with whatever observes it. Thread-safe. */
@ApplicationScoped
class ControlRecord {
  private final ControlRepository epochs;
  private final Event<ControlChanged> changes;

  @Inject
  ControlRecord(ControlRepository epochs, Event<ControlChanged> changes) {
    this.epochs = epochs;
    this.changes = changes;
  }

  /** For CDI's proxy only. */
  protected ControlRecord() {
    this(null, null);
  }

  /** One that a task begins, or the server: what they do then is on record for itself. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  long nextEpoch(String sessionId) {
    return epochs.nextEpoch(sessionId);
  }

  /** One that begins because of a person. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  long changed(
      String sessionId,
      String type,
      String actor,
      Optional<String> taskId,
      Map<String, Object> detail) {
    long epoch = epochs.nextEpoch(sessionId);
    changes.fire(new ControlChanged(sessionId, type, actor, epoch, taskId, detail));
    return epoch;
  }
}
