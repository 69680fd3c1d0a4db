package dev.atelier.console;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.VaadinSession;
import dev.atelier.cost.Budget;
import dev.atelier.cost.Costs;
import dev.atelier.identity.ClientAddress;
import dev.atelier.identity.ConsoleLogin;
import dev.atelier.task.Tasks;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** What stands around every view once somebody is logged in. */
@Dependent
@StyleSheet("context://assets/palette.css")
@StyleSheet("context://assets/console.css")
@JavaScript("context://assets/console.js")
public class ConsoleLayout extends Div implements RouterLayout {
  private static final long serialVersionUID = 1L;
  private final transient ConsoleLogin login;
  private final transient ClientAddress clients;
  private final Main main = new Main();

  @Inject
  public ConsoleLayout(
      Budget budget,
      Costs costs,
      Tasks tasks,
      Newsroom newsroom,
      ConsoleLogin login,
      ClientAddress clients) {
    this.login = login;
    this.clients = clients;
    addClassName("console");
    main.setId("content");
    main.getElement().setAttribute("tabindex", "-1");
    add(header(new NeedsYouLine(tasks, newsroom), new SpendLine(budget, costs, newsroom)), main);
  }

  @Override
  public void showRouterLayoutContent(HasElement content) {
    main.getElement().removeAllChildren();
    main.getElement().appendChild(content.getElement());
  }

  private Header header(NeedsYouLine needsYou, SpendLine spend) {
    RouterLink home = new RouterLink("", WallView.class);
    home.addClassName("brand");
    home.add(new Span(getTranslation("brand")));
    home.getElement().setAttribute("aria-label", getTranslation("brand.home"));
    Button logOut =
        new Button(getTranslation("logout"), VaadinIcon.SIGN_OUT.create(), event -> leave());
    logOut.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    Div standing = new Div(needsYou, spend, ownPassword(), logOut);
    standing.addClassName("standing");
    Header header = new Header(skip(), home, new Navigation(), standing);
    header.addClassName("top");
    return header;
  }

  /** So that whoever has only keys need not go through the menu on every page. */
  private NativeButton skip() {
    NativeButton skip =
        new NativeButton(
            getTranslation("nav.skip"), event -> main.getElement().callJsFunction("focus"));
    skip.setId("skip");
    return skip;
  }

  private Button ownPassword() {
    Button button =
        new Button(VaadinIcon.KEY.create(), event -> new OwnPasswordDialog(login, clients).open());
    button.setId("own-password");
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    button.setAriaLabel(getTranslation("password.change"));
    button.setTooltipText(getTranslation("password.change"));
    button.setVisible(
        login.mayChangePassword(
            VaadinSession.getCurrent().getSession().getAttribute(ConsoleLogin.SESSION_ATTRIBUTE)));
    return button;
  }

  private void leave() {
    getUI().ifPresent(ui -> ui.getPage().setLocation("/console/login"));
    VaadinSession.getCurrent().getSession().invalidate();
  }
}
