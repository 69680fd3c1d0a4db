package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;

/** Asks whether something may really be done, and says what comes of it. */
final class Confirmation extends Dialog {
  private static final long serialVersionUID = 1L;

  private final Button confirm;

  /**
   * @param confirm what the button says that does it
   */
  Confirmation(String title, String consequence, String confirm, Runnable work) {
    setHeaderTitle(title);
    addClassName("confirmation");
    Button leave = new Button(getTranslation("cancel"), event -> close());
    leave.setAutofocus(true);
    this.confirm =
        new Button(
            confirm,
            event -> {
              close();
              work.run();
            });
    this.confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    this.confirm.setId("confirm");
    add(new Paragraph(consequence));
    getFooter().add(leave, this.confirm);
  }

  /** Shows that something is lost for good. */
  Confirmation destructive() {
    confirm.addThemeVariants(ButtonVariant.LUMO_ERROR);
    return this;
  }
}
