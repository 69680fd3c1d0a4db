package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import java.util.function.Consumer;

/** Asks whether a desktop may really go, and says what is lost and what is kept. */
final class DeleteDialog extends Dialog {
  private static final long serialVersionUID = 1L;

  /**
   * @param mayPurge whether that can be asked for
   * @param delete is told whether its files go as well
   */
  DeleteDialog(String label, boolean mayPurge, Consumer<Boolean> delete) {
    setHeaderTitle(getTranslation("delete.title", label));
    Paragraph loss = new Paragraph(getTranslation("delete.keeps"));
    Checkbox purge = new Checkbox(getTranslation("delete.purge"));
    purge.setVisible(mayPurge);
    Button keep = new Button(getTranslation("delete.keep"), event -> close());
    keep.setAutofocus(true);
    Button confirm =
        new Button(
            getTranslation("delete.confirm", label),
            event -> {
              close();
              delete.accept(purge.getValue());
            });
    confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
    confirm.setId("confirm-delete");
    purge.addValueChangeListener(
        event -> loss.setText(getTranslation(event.getValue() ? "delete.loses" : "delete.keeps")));
    add(loss, purge);
    getFooter().add(keep, confirm);
  }
}
