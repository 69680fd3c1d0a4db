package dev.atelier.console;

import dev.atelier.session.Session;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.Sessions;
import java.util.Optional;

/**
 * One desktop that is being made, and that can be taken back at any moment until it is ready, also
 * before anybody knows its id. Thread-safe.
 */
final class Making {
  private final Sessions sessions;
  private final String actor;
  private Optional<String> id = Optional.empty();
  private boolean unwanted;

  Making(Sessions sessions, String actor) {
    this.sessions = sessions;
    this.actor = actor;
  }

  /** Has it made; empty when it was taken back meanwhile, and is gone. */
  Optional<Session> begin(SessionRequest request) {
    Session session = sessions.create(request, actor);
    return isWanted(session.id()) ? Optional.of(session) : takeBack(session.id());
  }

  private synchronized boolean isWanted(String made) {
    id = Optional.of(made);
    return !unwanted;
  }

  /** Takes it back, now or as soon as it is there; gives it if it was ready first, and stays. */
  Optional<Session> giveUp() {
    return abandon().flatMap(this::takeBack);
  }

  private synchronized Optional<String> abandon() {
    unwanted = true;
    return id;
  }

  private Optional<Session> takeBack(String made) {
    return sessions.abandon(made, actor) ? Optional.empty() : Optional.of(sessions.get(made));
  }

  /** Whether it is that one. */
  synchronized boolean is(String sessionId) {
    return id.filter(sessionId::equals).isPresent();
  }
}
