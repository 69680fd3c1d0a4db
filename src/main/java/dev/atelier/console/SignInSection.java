package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.RouterLink;
import dev.atelier.Role;
import dev.atelier.identity.SignOnCheck;
import dev.atelier.identity.SignOnSettings;
import dev.atelier.identity.SignOnTrouble;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether people come in by a provider of single sign-on, with which rights, and if that works. */
final class SignInSection extends Section {
  private static final long serialVersionUID = 1L;
  private static final List<String> SETTINGS =
      List.of("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_ROLES");

  private final transient SignOnCheck check;
  private final transient Errands errands;
  private final Button test;
  private final Paragraph result = new Paragraph();

  /**
   * @param settings empty where no provider is configured
   * @param back where the provider sends people back to
   * @param tokenIssuer whose JSON Web Tokens open this server
   */
  SignInSection(
      Optional<SignOnSettings> settings,
      String back,
      Optional<String> tokenIssuer,
      SignOnCheck check,
      Errands errands) {
    this.check = check;
    this.errands = errands;
    setId("sign-in-provider");
    test = new Button(getTranslation("signIn.test"), event -> test());
    test.setId("test-sign-in");
    Div bar = new Div(new H2(getTranslation("signIn.title")), test);
    bar.addClassName("bar");
    result.setId("sign-in-result");
    result.getElement().setAttribute("role", "status");
    add(bar);
    settings.ifPresentOrElse(this::describe, this::explain);
    CopyField address = new CopyField(getTranslation("signIn.back"), "sign-in-back", "copy-back");
    address.show(back);
    add(address);
    add(
        quiet(
            tokenIssuer
                .map(issuer -> getTranslation("signIn.tokens", issuer))
                .orElseGet(() -> getTranslation("signIn.tokens.none"))));
  }

  private void describe(SignOnSettings settings) {
    DescriptionList facts = new DescriptionList();
    facts.addClassName("facts-list");
    fact(facts, "signIn.name", new Span(settings.name()));
    fact(facts, "signIn.issuer", new Code(settings.issuer()));
    fact(facts, "signIn.client", new Code(settings.clientId()));
    fact(facts, "signIn.groups", rights(settings));
    Paragraph unlisted = quiet(getTranslation("signIn.unlisted") + " ");
    unlisted.add(new RouterLink(getTranslation("signIn.record"), AuditView.class));
    add(new Paragraph(getTranslation("signIn.on", settings.name())), result, facts, unlisted);
  }

  private Div rights(SignOnSettings settings) {
    UnorderedList roles = new UnorderedList();
    Map<String, Role> named = settings.roles().isEmpty() ? byName() : settings.roles();
    new TreeMap<>(named)
        .forEach(
            (group, role) ->
                roles.add(new ListItem(getTranslation("signIn.group", group, word(role)))));
    roles.add(
        new ListItem(
            settings
                .standard()
                .map(role -> getTranslation("signIn.others", word(role)))
                .orElseGet(() -> getTranslation("signIn.others.none"))));
    return new Div(new Span(getTranslation("signIn.claim", settings.groupsClaim())), roles);
  }

  private static Map<String, Role> byName() {
    Map<String, Role> all = new TreeMap<>();
    for (Role role : Role.values()) {
      all.put(role.word(), role);
    }
    return all;
  }

  private String word(Role role) {
    return getTranslation("role." + role.word());
  }

  private void fact(DescriptionList facts, String key, Component value) {
    facts.add(
        new DescriptionList.Term(getTranslation(key)), new DescriptionList.Description(value));
  }

  /** Where there is none: what one is good for, and how it is set up. */
  private void explain() {
    test.setVisible(false);
    UnorderedList names = new UnorderedList();
    names.addClassName("settings");
    for (String name : SETTINGS) {
      String key = "signIn.set." + name.toLowerCase(Locale.ROOT).replace("oidc_", "");
      names.add(new ListItem(new Code(name), new Span(getTranslation(key))));
    }
    Paragraph off = new Paragraph(getTranslation("signIn.off"));
    off.setId("sign-in-off");
    add(
        off,
        new Paragraph(getTranslation("signIn.how")),
        names,
        quiet(getTranslation("signIn.docs")));
  }

  private static Paragraph quiet(String words) {
    Paragraph quiet = new Paragraph(words);
    quiet.addClassName("quiet");
    return quiet;
  }

  private void test() {
    var unused = Visitor.acting(Role.ADMIN);
    test.setEnabled(false);
    say("working", getTranslation("signIn.testing"));
    errands.fetch(
        this,
        check::trouble,
        trouble ->
            trouble.ifPresentOrElse(this::tell, () -> done("good", getTranslation("signIn.works"))),
        why -> done("problem", why));
  }

  private void tell(SignOnTrouble trouble) {
    String key = "signIn.trouble." + trouble.kind().name().toLowerCase(Locale.ROOT);
    done("problem", getTranslation(key, trouble.detail()));
  }

  private void done(String style, String words) {
    test.setEnabled(true);
    say(style, words);
  }

  private void say(String style, String words) {
    result.setClassName(style);
    result.setText(words);
  }
}
