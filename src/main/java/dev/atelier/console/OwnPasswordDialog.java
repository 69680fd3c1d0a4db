package dev.atelier.console;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.WrappedSession;
import dev.atelier.identity.ClientAddress;
import dev.atelier.identity.ConsoleLogin;
import dev.atelier.identity.ConsoleUsers;
import dev.atelier.json.InvalidField;

/** Asks whoever is logged in for another password of their own. */
final class OwnPasswordDialog extends Dialog {
  private static final long serialVersionUID = 1L;

  private final transient ConsoleLogin login;
  private final transient ClientAddress clients;
  private final PasswordField present;
  private final PasswordField other;

  OwnPasswordDialog(ConsoleLogin login, ClientAddress clients) {
    this.login = login;
    this.clients = clients;
    addClassName("access-dialog");
    setHeaderTitle(getTranslation("password.change"));
    present = field("password.present", "current-password");
    present.setId("present-password");
    present.setAutofocus(true);
    other = field("password.other", "new-password");
    other.setId("other-password");
    other.setHelperText(getTranslation("password.help", ConsoleUsers.SHORTEST_PASSWORD));
    Button save = new Button(getTranslation("password.save"), event -> trySave());
    save.setId("save-password");
    save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    save.addClickShortcut(Key.ENTER).listenOn(present, other);
    add(present, other);
    getFooter().add(new Button(getTranslation("cancel"), event -> close()), save);
  }

  private PasswordField field(String label, String kind) {
    PasswordField field = new PasswordField(getTranslation(label));
    field.setWidthFull();
    field.getElement().setAttribute("autocomplete", kind);
    return field;
  }

  private void trySave() {
    present.setInvalid(false);
    other.setInvalid(false);
    WrappedSession session = VaadinService.getCurrentRequest().getWrappedSession();
    try {
      Object before = session.getAttribute(ConsoleLogin.SESSION_ATTRIBUTE);
      String client = LoginView.address(VaadinService.getCurrentRequest(), clients);
      session.setAttribute(
          ConsoleLogin.SESSION_ATTRIBUTE,
          login.changePassword(before, present.getValue(), other.getValue(), client));
      close();
      Mishaps.show(getTranslation("password.changed"));
    } catch (InvalidField wrong) {
      PasswordField field = wrong.field().equals("present") ? present : other;
      field.setErrorMessage(Failures.words(wrong, getLocale()));
      field.setInvalid(true);
      field.focus();
    }
  }
}
