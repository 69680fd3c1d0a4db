package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

/** Asks whether something may really be done, and says what comes of it. */
final class Confirmation extends Dialog {
  private static final long serialVersionUID = 1L;

  private final Button confirm;
  private final Paragraph consequence;
  private boolean confirmed;

  /**
   * @param confirm what the button says that does it
   */
  Confirmation(String title, String consequence, String confirm, Runnable work) {
    setHeaderTitle(title);
    addClassName("confirmation");
    Button leave = new Button(getTranslation("cancel"), event -> close());
    leave.setAutofocus(true);
    this.consequence = new Paragraph(consequence);
    this.confirm =
        new Button(
            confirm,
            event -> {
              confirmed = true;
              close();
              work.run();
            });
    this.confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    this.confirm.setId("confirm");
    add(this.consequence);
    getFooter().add(leave, this.confirm);
  }

  /** Shows that something is lost for good. */
  Confirmation destructive() {
    confirm.addThemeVariants(ButtonVariant.LUMO_ERROR);
    return this;
  }

  /** Does that when it is not confirmed. */
  Confirmation otherwise(Runnable work) {
    addOpenedChangeListener(
        event -> {
          if (!event.isOpened() && !confirmed) {
            work.run();
          }
        });
    return this;
  }

  /** Names what it is about where that does not fit into a title. */
  Confirmation about(String words) {
    Paragraph about = new Paragraph(words);
    about.addClassName("about");
    addComponentAsFirst(about);
    return this;
  }

  /** Has the name typed of what goes, so that it is not another that was meant. */
  Confirmation typed(String wanted) {
    TextField name = new TextField(getTranslation("confirm.type", wanted));
    name.setId("confirm-name");
    name.setWidthFull();
    name.setValueChangeMode(ValueChangeMode.EAGER);
    name.addValueChangeListener(
        event -> confirm.setEnabled(event.getValue().strip().equals(wanted.strip())));
    confirm.setEnabled(false);
    add(name);
    return this;
  }

  /** Says something else of what comes of it, as what was chosen meanwhile would have it. */
  void says(String words) {
    consequence.setText(words);
  }
}
