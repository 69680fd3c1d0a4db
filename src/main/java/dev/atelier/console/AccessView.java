package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.atelier.Role;
import dev.atelier.identity.AccessToken;
import dev.atelier.identity.AccessTokens;
import dev.atelier.identity.ConsoleUser;
import dev.atelier.identity.ConsoleUsers;
import dev.atelier.identity.OpenServer;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may come in: people by their passwords, programs by their tokens. */
@Dependent
@Route(value = "access", layout = ConsoleLayout.class)
public class AccessView extends Div implements HasDynamicTitle, BeforeEnterObserver {
  private static final long serialVersionUID = 1L;

  private final transient AccessTokens tokens;
  private final transient ConsoleUsers users;
  private final transient Sessions sessions;
  private final transient Clock clock;
  private final UnorderedList people = new UnorderedList();
  private final UnorderedList programs = new UnorderedList();
  private final Paragraph noPeople;
  private final Paragraph noPrograms;

  @Inject
  public AccessView(
      AccessTokens tokens,
      ConsoleUsers users,
      Sessions sessions,
      OpenServer openServer,
      Clock clock) {
    this.tokens = tokens;
    this.users = users;
    this.sessions = sessions;
    this.clock = clock;
    addClassName("access-view");
    noPeople = quiet("access.noPeople");
    noPrograms = quiet("access.noPrograms");
    people.setId("people");
    programs.setId("programs");
    add(new H1(getTranslation("access.title")));
    openServer
        .warning()
        .ifPresent(
            warning -> {
              Paragraph open = new Paragraph(getTranslation("access.open"));
              open.addClassName("problem");
              open.setId("open-server");
              add(open);
            });
    add(
        section("access.people", "add-user", "user.new", () -> edit(Optional.empty())),
        noPeople,
        people,
        section("access.programs", "add-token", "token.new", this::makeToken),
        noPrograms,
        programs);
  }

  private Paragraph quiet(String key) {
    Paragraph words = new Paragraph(getTranslation(key));
    words.addClassName("quiet");
    return words;
  }

  private Div section(String title, String id, String action, Runnable act) {
    Button button = new Button(getTranslation(action), event -> act.run());
    button.setId(id);
    Div bar = new Div(new H2(getTranslation(title)), button);
    bar.addClassName("bar");
    return bar;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    if (!Visitor.may(Role.ADMIN)) {
      event.forwardTo(WallView.class);
    }
  }

  @Override
  protected void onAttach(AttachEvent event) {
    refresh();
  }

  private void refresh() {
    people.removeAll();
    programs.removeAll();
    users.all().forEach(user -> people.add(item(user)));
    Instant now = clock.instant();
    tokens.all().stream()
        .filter(token -> token.revokedAt().isEmpty())
        .forEach(token -> programs.add(item(token, now)));
    noPeople.setVisible(people.getChildren().findAny().isEmpty());
    noPrograms.setVisible(programs.getChildren().findAny().isEmpty());
  }

  private ListItem item(ConsoleUser user) {
    return item(
        user.name(),
        rights(user.role(), user.desktops()),
        user.lastLoginAt(),
        "access.lastLogin",
        button("user.edit", "edit", () -> edit(Optional.of(user))),
        danger(button("user.remove", "remove", () -> remove(user))));
  }

  private ListItem item(AccessToken token, Instant now) {
    boolean expired = token.expiresAt().filter(end -> !now.isBefore(end)).isPresent();
    String rights = rights(token.role(), token.desktops());
    String words = expired ? getTranslation("token.expired", rights) : rights;
    return item(
        token.name(),
        words,
        token.lastUsedAt(),
        "access.lastUsed",
        danger(button("token.revoke", "revoke", () -> revoke(token))));
  }

  private ListItem item(
      String name, String rights, Optional<Instant> last, String key, Button... buttons) {
    Span heading = new Span(name);
    heading.addClassName("heading");
    heading.setTitle(name);
    Div facts = new Div(new Span(rights));
    facts.addClassName("facts");
    last.ifPresentOrElse(
        at -> facts.add(new Span(new Span(getTranslation(key) + " "), new Ago(at))),
        () -> facts.add(new Span(getTranslation(key + ".never"))));
    Div actions = new Div();
    actions.addClassName("buttons");
    actions.add(buttons);
    return new ListItem(new Div(heading, facts), actions);
  }

  private String rights(Role role, Optional<Set<String>> desktops) {
    String word = getTranslation("role." + role.word());
    return desktops.map(ids -> getTranslation("access.only", word, labels(ids))).orElse(word);
  }

  private String labels(Set<String> ids) {
    String known =
        sessions.all().stream()
            .filter(session -> ids.contains(session.id()))
            .map(Session::label)
            .sorted()
            .collect(Collectors.joining(", "));
    return known.isEmpty() ? getTranslation("access.goneDesktops") : known;
  }

  private Button button(String key, String className, Runnable act) {
    Button button = new Button(getTranslation(key), event -> act.run());
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    button.addClassName(className);
    return button;
  }

  private static Button danger(Button button) {
    button.addThemeVariants(ButtonVariant.LUMO_ERROR);
    return button;
  }

  private void edit(Optional<ConsoleUser> known) {
    new UserDialog(users, known, sessions.all(), this::refresh).open();
  }

  private void makeToken() {
    new NewTokenDialog(tokens, sessions.all(), this::refresh).open();
  }

  private void remove(ConsoleUser user) {
    new Confirmation(
            getTranslation("user.remove.title", user.name()),
            getTranslation("user.remove.consequence"),
            getTranslation("user.remove"),
            () -> {
              users.remove(user.name(), Visitor.acting(Role.ADMIN));
              refresh();
            })
        .destructive()
        .open();
  }

  private void revoke(AccessToken token) {
    new Confirmation(
            getTranslation("token.revoke.title", token.name()),
            getTranslation("token.revoke.consequence"),
            getTranslation("token.revoke"),
            () -> {
              tokens.revoke(token.id(), Visitor.acting(Role.ADMIN));
              refresh();
            })
        .destructive()
        .open();
  }

  @Override
  public String getPageTitle() {
    return getTranslation("access.page");
  }
}
