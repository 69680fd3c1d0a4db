package dev.atelier.single;

import dev.atelier.Caller;
import dev.atelier.OneDesktop;
import dev.atelier.Role;
import dev.atelier.session.DefaultDesktop;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import dev.atelier.session.UnknownSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the desktop that a request is about: the one that its address stands for, else the
 * default one. Thread-safe.
 */
@ApplicationScoped
class Desk {
  private final DefaultDesktop desktop;
  private final Sessions sessions;

  @Inject
  Desk(DefaultDesktop desktop, Sessions sessions) {
    this.desktop = desktop;
    this.sessions = sessions;
  }

  /** For CDI's proxy only. */
  protected Desk() {
    this(null, null);
  }

  /**
   * The desktop, made if there is none and the caller may make it.
   *
   * @throws UnknownSession when there is none for the caller
   */
  Session desktop(HttpServletRequest request) {
    Optional<String> ofAddress = ofAddress(request);
    if (ofAddress.isPresent()) {
      return sessions.get(ofAddress.get());
    }
    Caller caller = caller(request);
    Optional<Session> found =
        caller.seesAll() && caller.may(Role.OPERATOR)
            ? Optional.of(desktop.presentOrMade(caller.name()))
            : desktop.present();
    return found
        .filter(session -> caller.sees(session.id()))
        .orElseThrow(() -> new UnknownSession(DefaultDesktop.LABEL));
  }

  /**
   * Ids of the desktop and of those that were it before and are gone, newest first; makes none.
   *
   * @throws UnknownSession when there are none for the caller
   */
  List<String> history(HttpServletRequest request) {
    Optional<String> ofAddress = ofAddress(request);
    if (ofAddress.isPresent()) {
      return List.of(ofAddress.get());
    }
    Caller caller = caller(request);
    List<String> seen = desktop.ever().stream().filter(caller::sees).toList();
    if (seen.isEmpty() && !caller.seesAll()) {
      throw new UnknownSession(DefaultDesktop.LABEL);
    }
    return seen;
  }

  /** Whether a session is that desktop for the caller, or was before. */
  boolean isOrWas(HttpServletRequest request, String sessionId) {
    return caller(request).sees(sessionId)
        && (ofAddress(request).isPresent() || desktop.ever().contains(sessionId));
  }

  private static Optional<String> ofAddress(HttpServletRequest request) {
    return Optional.ofNullable((String) request.getAttribute(OneDesktop.ATTRIBUTE));
  }

  static Caller caller(HttpServletRequest request) {
    return Caller.of(request.getUserPrincipal());
  }
}
