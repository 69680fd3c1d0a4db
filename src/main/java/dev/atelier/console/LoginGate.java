package dev.atelier.console;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.VaadinSession;
import dev.atelier.identity.ConsoleLogin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Leads whoever is not logged in to the login view, whatever they asked for. */
@ApplicationScoped
public class LoginGate {
  private final ConsoleLogin login;

  @Inject
  LoginGate(ConsoleLogin login) {
    this.login = login;
  }

  /** For CDI's proxy only. */
  protected LoginGate() {
    this(null);
  }

  void entering(@Observes BeforeEnterEvent event) {
    VaadinSession.getCurrent().setAttribute(Visitor.class, new Visitor(login));
    boolean toLogin = event.getNavigationTarget() == LoginView.class;
    if (!toLogin && Visitor.loggedIn().isEmpty()) {
      event.forwardTo(LoginView.class);
    }
  }
}
