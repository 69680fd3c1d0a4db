package dev.atelier.console;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.atelier.Role;
import dev.atelier.identity.ConsoleUser;
import dev.atelier.identity.ConsoleUsers;
import dev.atelier.json.InvalidField;
import dev.atelier.session.Session;
import java.util.List;
import java.util.Optional;

/** Asks who may log in, and what they may do then; for somebody new, or to change it. */
final class UserDialog extends Dialog {
  private static final long serialVersionUID = 1L;

  private final transient ConsoleUsers users;
  private final transient Optional<ConsoleUser> known;
  private final transient Runnable changed;
  private final TextField name;
  private final PasswordField password;
  private final RightsPicker rights;

  /**
   * @param known who is to be changed; empty for somebody new
   * @param changed is told when there is something else to show
   */
  UserDialog(
      ConsoleUsers users, Optional<ConsoleUser> known, List<Session> desktops, Runnable changed) {
    this.users = users;
    this.known = known;
    this.changed = changed;
    addClassName("access-dialog");
    setHeaderTitle(
        known
            .map(user -> getTranslation("user.change", user.name()))
            .orElseGet(() -> getTranslation("user.new")));
    name = new TextField(getTranslation("login.name"));
    password = new PasswordField(getTranslation("login.password"));
    rights = new RightsPicker(desktops);
    name.setId("user-name");
    name.setMaxLength(ConsoleUser.LONGEST_NAME);
    name.setWidthFull();
    name.setAutofocus(true);
    name.setVisible(known.isEmpty());
    password.setId("user-password");
    password.setWidthFull();
    password.getElement().setAttribute("autocomplete", "new-password");
    password.setHelperText(
        getTranslation(known.isPresent() ? "user.password.keep" : "user.password.help"));
    known.ifPresent(user -> rights.show(user.role(), user.desktops(), desktops));
    Button save =
        new Button(
            getTranslation(known.isPresent() ? "user.save" : "user.add"), event -> trySave());
    save.setId("save-user");
    save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    save.addClickShortcut(Key.ENTER).listenOn(password);
    add(name, password, rights);
    getFooter().add(new Button(getTranslation("cancel"), event -> close()), save);
  }

  private void trySave() {
    name.setInvalid(false);
    password.setInvalid(false);
    try {
      save(Visitor.acting(Role.ADMIN));
      changed.run();
      close();
    } catch (InvalidField wrong) {
      String words = Failures.words(wrong, getLocale());
      if (wrong.field().equals("password")) {
        password.setErrorMessage(words);
        password.setInvalid(true);
      } else {
        name.setErrorMessage(words);
        name.setInvalid(true);
      }
    }
  }

  private void save(String actor) {
    if (known.isEmpty()) {
      users.add(name.getValue(), password.getValue(), rights.role(), rights.desktops(), actor);
      return;
    }
    String user = known.get().name();
    if (!password.isEmpty()) {
      users.setPassword(user, password.getValue(), actor);
    }
    users.allow(user, rights.role(), rights.desktops(), actor);
  }
}
