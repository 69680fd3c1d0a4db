package dev.atelier.session;

import dev.atelier.desktop.OneAtATime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * The desktop that is meant where none is named: made when it is first needed, and again when it
 * was deleted. There is one at a time. Thread-safe.
 */
@ApplicationScoped
public class DefaultDesktop {
  /** What it is called when it is made; what makes it the default one is a mark in its row. */
  public static final String LABEL = "default";

  private final Sessions sessions;
  private final SessionRecords records;
  private final OneAtATime making = new OneAtATime();

  @Inject
  DefaultDesktop(Sessions sessions, SessionRecords records) {
    this.sessions = sessions;
    this.records = records;
  }

  /** For CDI's proxy only. */
  protected DefaultDesktop() {
    this(null, null);
  }

  /** The one there is, if there is one. */
  public Optional<Session> present() {
    return records.findDefault();
  }

  /** The one there is; however many ask for the first time, one is made. */
  public Session presentOrMade(String actor) {
    return present()
        .orElseGet(() -> making.in(LABEL, () -> present().orElseGet(() -> made(actor))));
  }

  /** The database belongs to one server, so a turn in it is enough. */
  private Session made(String actor) {
    return sessions.createDefault(SessionRequest.labelled(LABEL), actor);
  }

  /** Ids of all that ever were the default one, newest first; most are gone. */
  public List<String> ever() {
    return records.defaults();
  }
}
