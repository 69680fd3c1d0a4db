package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import dev.atelier.desktop.Look;
import java.util.function.Consumer;

/** Asks for another look. */
final class LookDialog extends Dialog {
  private static final long serialVersionUID = 1L;

  LookDialog(String label, Look present, Consumer<Look> dress) {
    setHeaderTitle(getTranslation("look.title", label));
    LookPicker picker = new LookPicker();
    picker.show(present);
    Paragraph later = new Paragraph(getTranslation("look.help"));
    later.addClassName("quiet");
    Button cancel = new Button(getTranslation("cancel"), event -> close());
    Button save =
        new Button(
            getTranslation("look.save"),
            event -> {
              close();
              dress.accept(picker.value());
            });
    save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    save.setId("save-look");
    add(picker, later);
    getFooter().add(cancel, save);
  }
}
