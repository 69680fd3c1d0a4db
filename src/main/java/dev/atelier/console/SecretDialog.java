package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.atelier.Role;
import dev.atelier.Secret;
import dev.atelier.json.InvalidField;
import dev.atelier.secrets.AllowedSite;
import dev.atelier.secrets.Vault;
import dev.atelier.secrets.VaultEntry;
import dev.atelier.secrets.VaultRefused;
import dev.atelier.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks for a secret that is to be kept, or for what is to be kept in its place. */
final class SecretDialog extends Dialog {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_NAME = 60;

  private final transient Vault vault;
  private final transient Optional<VaultEntry> known;
  private final transient Runnable changed;
  private final TextField name;
  private final TextField site;
  private final PasswordField value;
  private final Checkbox anyWindow;
  private final Checkbox inSight;
  private final MultiSelectComboBox<Session> desktops = new MultiSelectComboBox<>();

  /**
   * @param known whose place is taken; empty for a new one
   * @param changed is told when there is something else to show
   */
  SecretDialog(Vault vault, Optional<VaultEntry> known, List<Session> all, Runnable changed) {
    this.vault = vault;
    this.known = known;
    this.changed = changed;
    addClassName("access-dialog");
    setHeaderTitle(
        known
            .map(secret -> getTranslation("secrets.replace.title", secret.name()))
            .orElseGet(() -> getTranslation("secrets.new")));
    name = field("secrets.name", "secret-name");
    name.setMaxLength(LONGEST_NAME);
    name.setVisible(known.isEmpty());
    site = field("secrets.site", "secret-site");
    site.setPlaceholder("https://bank.example");
    value = new PasswordField(getTranslation("secrets.value"));
    value.setId("secret-value");
    value.setWidthFull();
    value.setHelperText(getTranslation("secrets.value.help"));
    value.getElement().setAttribute("autocomplete", "new-password");
    anyWindow = new Checkbox(getTranslation("secrets.anyWindow.long"));
    anyWindow.setId("secret-any-window");
    anyWindow.addValueChangeListener(event -> site.setEnabled(!event.getValue()));
    inSight = new Checkbox(getTranslation("secrets.inSight"));
    inSight.setId("secret-in-sight");
    desktops.setId("secret-desktops");
    desktops.setLabel(getTranslation("access.desktops"));
    desktops.setPlaceholder(getTranslation("access.desktops.all"));
    desktops.setItems(all);
    desktops.setItemLabelGenerator(Session::label);
    desktops.setWidthFull();
    known.ifPresent(secret -> show(secret, all));
    Button save =
        new Button(
            getTranslation(known.isPresent() ? "secrets.replace" : "secrets.add"),
            event -> trySave());
    save.setId("save-secret");
    save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    add(name, value, site, anyWindow, inSight, desktops);
    known.ifPresent(secret -> add(new Paragraph(getTranslation("secrets.replace.consequence"))));
    getFooter().add(new Button(getTranslation("cancel"), event -> close()), save);
  }

  private TextField field(String key, String id) {
    TextField field = new TextField(getTranslation(key));
    field.setId(id);
    field.setWidthFull();
    field.setHelperText(getTranslation(key + ".help"));
    return field;
  }

  private void show(VaultEntry secret, List<Session> all) {
    name.setValue(secret.name());
    secret
        .site()
        .ifPresentOrElse(place -> site.setValue(place.toString()), () -> anyWindow.setValue(true));
    inSight.setValue(secret.inSight());
    secret
        .sessions()
        .ifPresent(
            ids -> desktops.setValue(all.stream().filter(one -> ids.contains(one.id())).toList()));
  }

  private void trySave() {
    List.<HasValidation>of(name, site, value).forEach(field -> field.setInvalid(false));
    try {
      save(Visitor.acting(Role.ADMIN));
      changed.run();
      close();
    } catch (InvalidField wrong) {
      Component blamed =
          switch (wrong.field()) {
            case "site" -> site;
            case "value" -> value;
            default -> name;
          };
      blame((HasValidation) blamed, Failures.words(wrong, getLocale()));
    } catch (VaultRefused refused) {
      blame(name, Failures.words(refused, getLocale()));
    }
  }

  private static void blame(HasValidation field, String words) {
    field.setErrorMessage(words);
    field.setInvalid(true);
  }

  private void save(String actor) {
    Vault.Wish wish =
        new Vault.Wish(name.getValue().strip(), wantedSite(), inSight.getValue(), wantedDesktops());
    Secret typed = Secret.exactly(value.getValue());
    if (known.isPresent()) {
      vault.replace(wish, typed, actor);
    } else {
      vault.add(wish, typed, actor);
    }
  }

  private Optional<AllowedSite> wantedSite() {
    return anyWindow.getValue()
        ? Optional.empty()
        : Optional.of(AllowedSite.asked(site.getValue()));
  }

  private Optional<Set<String>> wantedDesktops() {
    Set<String> chosen =
        desktops.getValue().stream().map(Session::id).collect(Collectors.toUnmodifiableSet());
    return chosen.isEmpty() ? Optional.empty() : Optional.of(chosen);
  }
}
