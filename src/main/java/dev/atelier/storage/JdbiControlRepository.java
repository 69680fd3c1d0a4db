package dev.atelier.storage;

import dev.atelier.control.ControlRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;

/** Epochs of control in the database. Thread-safe; asked by one thread at a time for a desktop. */
@ApplicationScoped
class JdbiControlRepository implements ControlRepository {
  private final Jdbi jdbi;

  @Inject
  JdbiControlRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiControlRepository() {
    this(null);
  }

  @Override
  public long nextEpoch(String sessionId) {
    return jdbi.withHandle(
        handle -> {
          int raised =
              handle
                  .createUpdate("update control_epoch set epoch = epoch + 1 where session_id = :id")
                  .bind("id", sessionId)
                  .execute();
          if (raised == 0) {
            handle
                .createUpdate("insert into control_epoch (session_id, epoch) values (:id, 1)")
                .bind("id", sessionId)
                .execute();
          }
          return handle
              .createQuery("select epoch from control_epoch where session_id = :id")
              .bind("id", sessionId)
              .mapTo(Long.class)
              .one();
        });
  }
}
