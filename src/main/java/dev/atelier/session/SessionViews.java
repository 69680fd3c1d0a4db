package dev.atelier.session;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.URI;

/** Sessions as the contract shows them, with what is being done on their desktops. Thread-safe. */
@Dependent
public class SessionViews {
  private final Sessions sessions;
  private final HomeSizes homes;
  private final Instance<SessionWork> work;

  @Inject
  SessionViews(Sessions sessions, HomeSizes homes, Instance<SessionWork> work) {
    this.sessions = sessions;
    this.homes = homes;
    this.work = work;
  }

  /**
   * How it stands at present.
   *
   * @param base the server's address as the caller knows it, with a slash at its end
   */
  public SessionView of(Session session, URI base) {
    return SessionView.of(session, sessions.engineOf(session), work, homes, base);
  }
}
