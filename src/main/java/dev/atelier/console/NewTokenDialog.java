package dev.atelier.console;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.atelier.Role;
import dev.atelier.identity.AccessTokens;
import dev.atelier.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks what a token is for, makes it, and shows its secret this once. */
final class NewTokenDialog extends Dialog {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_NAME = 80;
  private static final int USUAL_DAYS = 90;
  private static final int NEVER = 0;

  private final transient AccessTokens tokens;
  private final transient Runnable changed;
  private final TextField name;
  private final RightsPicker rights;
  private final Select<Integer> days = new Select<>();
  private final Button make;
  private final Button leave;

  /**
   * @param changed is told when there is one more
   */
  NewTokenDialog(AccessTokens tokens, List<Session> desktops, Runnable changed) {
    this.tokens = tokens;
    this.changed = changed;
    setHeaderTitle(getTranslation("token.new"));
    addClassName("access-dialog");
    name = new TextField(getTranslation("token.name"));
    rights = new RightsPicker(desktops);
    make = new Button(getTranslation("token.make"), event -> make());
    leave = new Button(getTranslation("cancel"), event -> close());
    name.setId("token-name");
    name.setMaxLength(LONGEST_NAME);
    name.setWidthFull();
    name.setAutofocus(true);
    name.setHelperText(getTranslation("token.name.help"));
    days.setId("token-days");
    days.setLabel(getTranslation("token.days"));
    days.setItems(7, 30, USUAL_DAYS, 365, NEVER);
    days.setItemLabelGenerator(
        count ->
            count == NEVER ? getTranslation("token.never") : getTranslation("token.inDays", count));
    days.setValue(USUAL_DAYS);
    make.setId("make-token");
    make.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    make.addClickShortcut(Key.ENTER).listenOn(name);
    add(name, rights, days);
    getFooter().add(leave, make);
  }

  private void make() {
    if (name.getValue().isBlank()) {
      name.setErrorMessage(getTranslation("token.nameless"));
      name.setInvalid(true);
      return;
    }
    Optional<Duration> life =
        days.getValue() == NEVER ? Optional.empty() : Optional.of(Duration.ofDays(days.getValue()));
    AccessTokens.Made made =
        tokens.make(
            name.getValue(), rights.role(), rights.desktops(), life, Visitor.acting(Role.ADMIN));
    show(made.secret().revealed());
    changed.run();
  }

  private void show(String secret) {
    removeAll();
    setCloseOnOutsideClick(false);
    CopyField shown = new CopyField(getTranslation("token.secret"), "token-secret", "copy-token");
    shown.show(secret);
    add(new Paragraph(getTranslation("token.once")), shown);
    make.removeFromParent();
    leave.setText(getTranslation("token.kept"));
    leave.setId("token-kept");
  }
}
