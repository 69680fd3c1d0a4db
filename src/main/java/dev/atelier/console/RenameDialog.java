package dev.atelier.console;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextField;
import dev.atelier.session.Session;
import java.util.function.Consumer;

/** Asks for another name. */
final class RenameDialog extends Dialog {
  private static final long serialVersionUID = 1L;

  RenameDialog(String label, Consumer<String> rename) {
    setHeaderTitle(getTranslation("rename.title", label));
    TextField name = new TextField(getTranslation("field.label"));
    name.setValue(label);
    name.setMaxLength(Session.LONGEST_LABEL);
    name.setAutofocus(true);
    name.setAutoselect(true);
    name.setWidthFull();
    Button cancel = new Button(getTranslation("cancel"), event -> close());
    Button save =
        new Button(
            getTranslation("rename.save"),
            event -> {
              if (name.getValue().isBlank()) {
                name.setErrorMessage(getTranslation("new.nameless"));
                name.setInvalid(true);
                return;
              }
              close();
              rename.accept(name.getValue().strip());
            });
    save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    save.addClickShortcut(Key.ENTER);
    add(name);
    getFooter().add(cancel, save);
  }
}
