package dev.atelier.doctor;

import dev.atelier.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Whether the database answers. */
@ApplicationScoped
class DatabaseAnswers implements Check {
  private final Sessions sessions;

  @Inject
  DatabaseAnswers(Sessions sessions) {
    this.sessions = sessions;
  }

  /** For CDI's proxy only. */
  protected DatabaseAnswers() {
    this(null);
  }

  @Override
  public String subject() {
    return "check.database";
  }

  @Override
  public List<Finding> look() {
    return List.of(Finding.ok("database", sessions.all().size()));
  }
}
