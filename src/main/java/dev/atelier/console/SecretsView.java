package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.atelier.Role;
import dev.atelier.secrets.AllowedSite;
import dev.atelier.secrets.Vault;
import dev.atelier.secrets.VaultEntry;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The secrets that the assistant has filled in and never sees. */
@Dependent
@Route(value = "secrets", layout = ConsoleLayout.class)
public class SecretsView extends Div implements HasDynamicTitle, BeforeEnterObserver {
  private static final long serialVersionUID = 1L;

  private final transient Vault vault;
  private final transient Sessions sessions;
  private final UnorderedList list = new UnorderedList();
  private final Paragraph none;

  @Inject
  public SecretsView(Vault vault, Sessions sessions) {
    this.vault = vault;
    this.sessions = sessions;
    addClassName("access-view");
    list.setId("secrets");
    none = words("secrets.none");
    Button add = new Button(getTranslation("secrets.new"), event -> edit(Optional.empty()));
    add.setId("add-secret");
    Div bar = new Div(new H1(getTranslation("secrets.title")), add);
    bar.addClassName("bar");
    add(bar, words("secrets.what"));
    vault
        .problem()
        .ifPresent(
            problem -> {
              add.setEnabled(false);
              Paragraph closed = new Paragraph(Failures.asSentence(problem, getLocale()));
              closed.addClassName("problem");
              closed.setId("vault-closed");
              add(closed);
            });
    add(none, list);
  }

  private Paragraph words(String key) {
    Paragraph words = new Paragraph(getTranslation(key));
    words.addClassName("quiet");
    return words;
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
    list.removeAll();
    vault.all().forEach(secret -> list.add(item(secret)));
    none.setVisible(list.getChildren().findAny().isEmpty() && vault.problem().isEmpty());
  }

  private ListItem item(VaultEntry secret) {
    Span heading = new Span(secret.name());
    heading.addClassName("heading");
    heading.setTitle(secret.name());
    String place =
        secret
            .site()
            .map(AllowedSite::toString)
            .orElseGet(() -> getTranslation("secrets.anyWindow"));
    Div facts = new Div(new Span(place));
    facts.addClassName("facts");
    if (secret.inSight()) {
      facts.add(new Span(getTranslation("secrets.inSight.short")));
    }
    secret.sessions().ifPresent(ids -> facts.add(new Span(labels(ids))));
    secret
        .usedAt()
        .ifPresentOrElse(
            at ->
                facts.add(
                    new Span(new Span(getTranslation("secrets.lastUsed") + " "), new Ago(at))),
            () -> facts.add(new Span(getTranslation("secrets.neverUsed"))));
    Button replace = small("secrets.replace", "replace", () -> edit(Optional.of(secret)));
    Button remove = small("secrets.delete", "remove", () -> remove(secret));
    replace.setEnabled(vault.problem().isEmpty());
    remove.addThemeVariants(ButtonVariant.LUMO_ERROR);
    Div actions = new Div(replace, remove);
    actions.addClassName("buttons");
    return new ListItem(new Div(heading, facts), actions);
  }

  private String labels(Set<String> ids) {
    String known =
        sessions.all().stream()
            .filter(session -> ids.contains(session.id()))
            .map(Session::label)
            .sorted()
            .collect(Collectors.joining(", "));
    return getTranslation(
        "secrets.only", known.isEmpty() ? getTranslation("access.goneDesktops") : known);
  }

  private Button small(String key, String className, Runnable act) {
    Button button = new Button(getTranslation(key), event -> act.run());
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    button.addClassName(className);
    return button;
  }

  private void edit(Optional<VaultEntry> known) {
    new SecretDialog(vault, known, sessions.all(), this::refresh).open();
  }

  private void remove(VaultEntry secret) {
    new Confirmation(
            getTranslation("secrets.delete.title", secret.name()),
            getTranslation("secrets.delete.consequence"),
            getTranslation("secrets.delete"),
            () -> {
              vault.remove(secret.name(), Visitor.acting(Role.ADMIN));
              refresh();
            })
        .destructive()
        .open();
  }

  @Override
  public String getPageTitle() {
    return getTranslation("secrets.page");
  }
}
