package dev.atelier.storage;

import dev.atelier.desktop.Disk;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Size;
import dev.atelier.session.Session;
import dev.atelier.session.SessionStatus;
import dev.atelier.task.SampleTasks;
import java.time.Instant;
import java.util.Optional;

/** A session, and the same with one thing changed. */
record SessionDraft(Session session) {
  static SessionDraft of(String id) {
    return new SessionDraft(
        new Session(
            id,
            "Ada",
            "docker",
            Look.STANDARD,
            new Size(1280, 720),
            Quota.STANDARD,
            Disk.FRESH,
            SessionStatus.STARTING,
            Optional.empty(),
            false,
            Optional.empty(),
            SampleTasks.START,
            Optional.of(SampleTasks.START.plusSeconds(3600))));
  }

  Session with(Optional<String> problem) {
    return changed(session.quota(), problem, session.createdAt());
  }

  Session cpus(double cpus) {
    return changed(new Quota(cpus, 0, 0, 0), session.problem(), session.createdAt());
  }

  Session at(Instant createdAt) {
    return changed(session.quota(), session.problem(), createdAt);
  }

  private Session changed(Quota quota, Optional<String> problem, Instant createdAt) {
    return new Session(
        session.id(),
        session.label(),
        session.runtime(),
        session.look(),
        session.resolution(),
        quota,
        session.disk(),
        session.status(),
        problem,
        session.everReady(),
        session.origin(),
        createdAt,
        session.expiresAt());
  }
}
