package dev.atelier.console;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.WrappedSession;
import dev.atelier.identity.ClientAddress;
import dev.atelier.identity.ConsoleLogin;
import dev.atelier.identity.SignOn;
import dev.atelier.identity.SignOnServlet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Asks who wants to come in, and for their password. */
@Dependent
@Route("login")
@StyleSheet("context://assets/palette.css")
@StyleSheet("context://assets/console.css")
public class LoginView extends Main implements HasDynamicTitle, BeforeEnterObserver {
  private static final long serialVersionUID = 1L;
  private final transient ConsoleLogin login;
  private final transient ClientAddress clients;
  private static final Set<String> PROBLEMS =
      Set.of("unreachable", "refused", "stale", "invalid", "no_role");

  private final Paragraph problem = new Paragraph();
  private final TextField name;
  private final PasswordField password;

  @Inject
  public LoginView(ConsoleLogin login, SignOn signOn, ClientAddress clients) {
    this.login = login;
    this.clients = clients;
    this.name = new TextField(getTranslation("login.name"));
    this.password = new PasswordField(getTranslation("login.password"));
    addClassName("login");
    password.setId("password");
    password.setWidthFull();
    password.setAutofocus(true);
    name.setId("user");
    name.setWidthFull();
    name.setValue(ConsoleLogin.ADMINISTRATOR);
    name.getElement().setAttribute("autocomplete", "username");
    password.getElement().setAttribute("autocomplete", "current-password");
    password.setHelperText(getTranslation("login.help"));
    Button enter = new Button(getTranslation("login.enter"), event -> tryIn());
    enter.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    enter.addClickShortcut(Key.ENTER);
    enter.setWidthFull();
    enter.setId("enter");
    problem.setId("sign-on-problem");
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    problem.setVisible(false);
    Div card = new Div(mark(), new H1(getTranslation("brand")), lead(), problem);
    if (signOn.offered()) {
      card.add(elsewhere(signOn.name()), or());
    }
    card.add(name, password, enter);
    card.addClassName("card");
    add(card);
    password.addValueChangeListener(event -> password.setInvalid(false));
  }

  private static Div mark() {
    Div mark = new Div();
    mark.addClassName("mark");
    return mark;
  }

  private Paragraph lead() {
    Paragraph lead = new Paragraph(getTranslation("login.lead"));
    lead.addClassName("quiet");
    return lead;
  }

  private Anchor elsewhere(String provider) {
    Anchor leave = new Anchor("/console/sign-in", getTranslation("login.signOn", provider));
    leave.setId("sign-on");
    leave.addClassName("sign-on");
    leave.setRouterIgnore(true);
    return leave;
  }

  private Paragraph or() {
    Paragraph or = new Paragraph(getTranslation("login.or"));
    or.addClassName("or");
    return or;
  }

  /** Says why somebody who was at the provider of single sign-on is here again. */
  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    event
        .getLocation()
        .getQueryParameters()
        .getSingleParameter(SignOnServlet.PROBLEM)
        .filter(PROBLEMS::contains)
        .ifPresent(
            why -> {
              problem.setText(getTranslation("login.signOn." + why));
              problem.setVisible(true);
            });
  }

  private void tryIn() {
    VaadinRequest request = VaadinService.getCurrentRequest();
    String client = address(request, clients);
    Optional<Object> loggedIn = login.accepts(name.getValue(), password.getValue(), client);
    if (loggedIn.isPresent()) {
      // Another session's id than before the login, so that nobody can have planted it.
      VaadinService.reinitializeSession(request);
      WrappedSession session = request.getWrappedSession();
      session.setAttribute(ConsoleLogin.SESSION_ATTRIBUTE, loggedIn.get());
      session.setMaxInactiveInterval((int) ConsoleLogin.STAYS.toSeconds());
      getUI().ifPresent(ui -> ui.getPage().setLocation("/console/"));
      return;
    }
    Duration pause = login.waitingTime(name.getValue(), client);
    password.setErrorMessage(
        pause.isZero()
            ? getTranslation("login.wrong")
            : getTranslation("login.wait", Math.max(1, pause.toSeconds())));
    password.setInvalid(true);
    password.focus();
  }

  /** Behind a proxy the connection's address is everybody's. */
  static String address(VaadinRequest request, ClientAddress clients) {
    return request instanceof HttpServletRequest plain
        ? clients.of(plain)
        : request.getRemoteAddr();
  }

  @Override
  public String getPageTitle() {
    return getTranslation("login.title");
  }
}
