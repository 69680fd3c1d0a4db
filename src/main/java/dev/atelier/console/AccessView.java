package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import dev.atelier.BackgroundWork;
import dev.atelier.Role;
import dev.atelier.identity.AccessToken;
import dev.atelier.identity.AccessTokens;
import dev.atelier.identity.ConsoleUser;
import dev.atelier.identity.ConsoleUsers;
import dev.atelier.identity.OpenServer;
import dev.atelier.identity.SignOn;
import dev.atelier.identity.SignOnCheck;
import dev.atelier.identity.WebTokens;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may come in: people by their passwords, programs by their tokens. */
@Dependent
@Route(value = "access", layout = ConsoleLayout.class)
public class AccessView extends Div implements HasDynamicTitle, BeforeEnterObserver, News {
  private static final long serialVersionUID = 1L;

  private final transient AccessTokens tokens;
  private final transient ConsoleUsers users;
  private final transient Sessions sessions;
  private final transient Newsroom newsroom;
  private final transient Clock clock;
  private final Paragraph setUp;
  private final AccessList people;
  private final AccessList programs;

  @Inject
  public AccessView(
      AccessTokens tokens,
      ConsoleUsers users,
      Sessions sessions,
      OpenServer openServer,
      SignOn signOn,
      SignOnCheck signOnCheck,
      WebTokens webTokens,
      Newsroom newsroom,
      BackgroundWork background,
      Clock clock) {
    this.tokens = tokens;
    this.users = users;
    this.sessions = sessions;
    this.newsroom = newsroom;
    this.clock = clock;
    addClassName("access-view");
    people =
        new AccessList(
            "people",
            "access.people",
            "access.noPeople",
            adding("add-user", "user.new", () -> edit(Optional.empty())));
    setUp = quiet("access.setUp");
    people.add(setUp);
    programs =
        new AccessList(
            "programs",
            "access.programs",
            "access.noPrograms",
            adding("add-token", "token.new", this::makeToken));
    programs.add(quiet("access.settings"));
    add(new H1(getTranslation("access.title")));
    openServer.warning().ifPresent(warning -> add(open()));
    add(
        people,
        programs,
        new SignInSection(
            signOn.settings(),
            SignOn.back(VaadinServletRequest.getCurrent()).toString(),
            webTokens.issuer(),
            signOnCheck,
            new Errands(background)));
  }

  private Paragraph open() {
    Paragraph open = new Paragraph(getTranslation("access.open"));
    open.addClassName("problem");
    open.setId("open-server");
    return open;
  }

  private Paragraph quiet(String key) {
    Paragraph words = new Paragraph(getTranslation(key));
    words.addClassName("quiet");
    return words;
  }

  private Button adding(String id, String key, Runnable act) {
    Button button = new Button(getTranslation(key), event -> act.run());
    button.setId(id);
    return button;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    if (!Visitor.may(Role.ADMIN)) {
      event.forwardTo(WallView.class);
    }
  }

  @Override
  protected void onAttach(AttachEvent event) {
    newsroom.follow(this, this);
    refresh();
  }

  /** Whoever is no administrator any more is led away. */
  @Override
  public void accessChanged() {
    if (Visitor.may(Role.ADMIN)) {
      refresh();
    } else {
      getUI().ifPresent(ui -> ui.navigate(WallView.class));
    }
  }

  private void refresh() {
    Map<String, String> labels =
        sessions.all().stream().collect(Collectors.toMap(Session::id, Session::label));
    Instant now = clock.instant();
    List<ConsoleUser> known = users.all();
    people.show(known.stream().map(user -> entry(user, labels)).toList());
    setUp.setVisible(!known.isEmpty());
    programs.show(
        tokens.all().stream()
            .filter(token -> token.revokedAt().isEmpty())
            .map(token -> entry(token, labels, now))
            .toList());
  }

  private AccessList.Entry entry(ConsoleUser user, Map<String, String> labels) {
    Div facts = facts(user.role(), user.desktops(), labels);
    facts.add(last(user.lastLoginAt(), "access.lastLogin"), made(user.madeBy(), user.madeAt()));
    return entry(
        user.name(),
        List.of(user.name(), user.role(), user.desktops()),
        facts,
        button("user.edit", "edit", () -> edit(Optional.of(user))),
        danger(button("user.remove", "remove", () -> remove(user))));
  }

  private AccessList.Entry entry(AccessToken token, Map<String, String> labels, Instant now) {
    Div facts = facts(token.role(), token.desktops(), labels);
    token.expiresAt().ifPresent(end -> facts.add(ending(end, now)));
    facts.add(last(token.lastUsedAt(), "access.lastUsed"), made(token.madeBy(), token.madeAt()));
    return entry(
        token.name(),
        token.id(),
        facts,
        danger(button("token.revoke", "revoke", () -> revoke(token))));
  }

  private static AccessList.Entry entry(String name, Object rights, Div facts, Button... buttons) {
    Span heading = new Span(name);
    heading.addClassName("heading");
    heading.setTitle(name);
    for (Button button : buttons) {
      button.setAriaLabel(button.getText() + ": " + name);
    }
    Div actions = new Div();
    actions.addClassName("buttons");
    actions.add(buttons);
    return new AccessList.Entry(
        name, rights, facts, new ListItem(new Div(heading, facts), actions));
  }

  private Div facts(Role role, Optional<Set<String>> desktops, Map<String, String> labels) {
    Div facts =
        new Div(
            new Span(getTranslation("role." + role.word())),
            new Span(
                desktops
                    .map(ids -> desktops(ids, labels))
                    .orElseGet(() -> getTranslation("access.everywhere"))));
    facts.addClassName("facts");
    return facts;
  }

  /** By their names; those that were deleted have none any more. */
  private String desktops(Set<String> ids, Map<String, String> labels) {
    Stream<String> there = ids.stream().filter(labels::containsKey).map(labels::get).sorted();
    long gone = ids.stream().filter(id -> !labels.containsKey(id)).count();
    Stream<String> deleted =
        gone == 0 ? Stream.empty() : Stream.of(getTranslation("access.deleted", gone));
    return getTranslation(
        "access.only", Stream.concat(there, deleted).collect(Collectors.joining(", ")));
  }

  private Span last(Optional<Instant> last, String key) {
    return last.map(at -> new Span(new Span(getTranslation(key) + " "), new Ago(at)))
        .orElseGet(() -> new Span(getTranslation(key + ".never")));
  }

  private Span made(String by, Instant at) {
    return new Span(new Span(getTranslation("access.made", by) + " "), new Ago(at));
  }

  private Span ending(Instant end, Instant now) {
    boolean over = !now.isBefore(end);
    Span words =
        new Span(
            new Span(getTranslation(over ? "token.expired" : "token.until") + " "),
            new Moment(end));
    words.setClassName(over ? "bad" : "");
    return words;
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
