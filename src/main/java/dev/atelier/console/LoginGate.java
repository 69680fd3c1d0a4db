package dev.atelier.console;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import dev.atelier.identity.ConsoleLogin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Leads whoever is not logged in to the login view, whatever they asked for. */
@ApplicationScoped
public class LoginGate {

  void entering(@Observes BeforeEnterEvent event) {
    boolean toLogin = event.getNavigationTarget() == LoginView.class;
    if (!toLogin && !loggedIn()) {
      event.forwardTo(LoginView.class);
    }
  }

  private static boolean loggedIn() {
    WrappedSession session = VaadinSession.getCurrent().getSession();
    return session != null && session.getAttribute(ConsoleLogin.SESSION_ATTRIBUTE) != null;
  }
}
