package dev.atelier.console;

import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import dev.atelier.Caller;
import dev.atelier.NotAllowed;
import dev.atelier.Role;
import dev.atelier.identity.ConsoleLogin;
import java.util.Optional;

/**
 * Who uses a page, and what they may do at this moment: a role that is taken away is gone at the
 * next click. Ask on a thread of the page.
 */
final class Visitor {
  private final ConsoleLogin login;

  Visitor(ConsoleLogin login) {
    this.login = login;
  }

  /** Who is logged in in this browser; empty when nobody is. */
  static Optional<Caller> loggedIn() {
    VaadinSession session = VaadinSession.getCurrent();
    Visitor visitor = session == null ? null : session.getAttribute(Visitor.class);
    return visitor == null ? Optional.empty() : visitor.caller(session.getSession());
  }

  private Optional<Caller> caller(WrappedSession session) {
    return session == null
        ? Optional.empty()
        : login.caller(session.getAttribute(ConsoleLogin.SESSION_ATTRIBUTE));
  }

  /** Whether that is their name, which others may have too. */
  static boolean isCalled(String name) {
    return loggedIn().map(Caller::name).filter(name::equals).isPresent();
  }

  static boolean may(Role needed) {
    return loggedIn().filter(caller -> caller.may(needed)).isPresent();
  }

  static boolean sees(String sessionId) {
    return loggedIn().filter(caller -> caller.sees(sessionId)).isPresent();
  }

  /**
   * By which name it is on record what they do to a desktop now.
   *
   * @throws NotAllowed also when it is not, or no longer, among their desktops
   */
  static String acting(Role needed, String sessionId) {
    looking(sessionId);
    return acting(needed);
  }

  /**
   * Looks at a desktop.
   *
   * @throws NotAllowed when it is not, or no longer, among theirs
   */
  static void looking(String sessionId) {
    if (!sees(sessionId)) {
      throw new NotAllowed("this desktop is not among yours any more");
    }
  }

  /** Whether they may make desktops, and see what was saved of all of them. */
  static boolean mayMake() {
    return loggedIn().filter(who -> who.may(Role.OPERATOR) && who.seesAll()).isPresent();
  }

  /**
   * Who it is that does something now, with what they may.
   *
   * @throws NotAllowed when their role is too low, or they are not logged in any more
   */
  static Caller caller(Role needed) {
    var unused = acting(needed);
    return loggedIn().orElseThrow();
  }

  /**
   * Who it is that does something to a desktop now, with what they may.
   *
   * @throws NotAllowed also when it is not, or no longer, among their desktops
   */
  static Caller caller(Role needed, String sessionId) {
    looking(sessionId);
    return caller(needed);
  }

  /**
   * By which name it is on record what they do now.
   *
   * @throws NotAllowed when their role is too low, or they are not logged in any more
   */
  static String acting(Role needed) {
    return loggedIn()
        .filter(caller -> caller.may(needed))
        .map(Caller::name)
        .orElseThrow(
            () ->
                new NotAllowed(
                    "this needs the role "
                        + needed.word()
                        + "; somebody who administers this server can give it to you"));
  }
}
