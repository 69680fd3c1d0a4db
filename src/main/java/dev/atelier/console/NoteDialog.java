package dev.atelier.console;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextField;
import dev.atelier.snapshot.Snapshot;
import java.util.function.Consumer;

/** Asks for a word on a snapshot. */
final class NoteDialog extends Dialog {
  private static final long serialVersionUID = 1L;

  /**
   * @param confirm what the button says
   */
  NoteDialog(String title, String present, String confirm, Consumer<String> noted) {
    setHeaderTitle(title);
    TextField note = new TextField(getTranslation("snapshots.note"));
    note.setId("note");
    note.setValue(present);
    note.setMaxLength(Snapshot.LONGEST_NOTE);
    note.setPlaceholder(getTranslation("snapshots.noteExample"));
    note.setAutofocus(true);
    note.setAutoselect(true);
    note.setWidthFull();
    Button save =
        new Button(
            confirm,
            event -> {
              close();
              noted.accept(note.getValue().strip());
            });
    save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    save.addClickShortcut(Key.ENTER).listenOn(note);
    save.setId("save-note");
    add(note);
    getFooter().add(new Button(getTranslation("cancel"), event -> close()), save);
  }
}
