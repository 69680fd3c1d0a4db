package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;

/** A text to take along: copied by a button, or selected where the browser lets nobody copy. */
final class CopyField extends Div {
  private static final long serialVersionUID = 1L;

  /** The clipboard is not there at all on pages that came over plain HTTP from elsewhere. */
  private static final String COPY =
      """
      const field = $0;
      return Promise.resolve()
        .then(() => navigator.clipboard.writeText(field.value))
        .then(() => true, () => {
          field.focus();
          field.inputElement.select();
          return false;
        });
      """;

  private final TextField field = new TextField();
  private final Span told = new Span();

  CopyField(String label, String fieldId, String buttonId) {
    addClassName("copy-field");
    field.setId(fieldId);
    field.setLabel(label);
    field.setReadOnly(true);
    field.setAutoselect(true);
    field.setWidthFull();
    Button copy = new Button(getTranslation("copy"), VaadinIcon.COPY.create(), event -> copy());
    copy.setId(buttonId);
    told.addClassName("told");
    told.getElement().setAttribute("role", "status");
    add(field, new Div(copy, told));
  }

  void show(String text) {
    field.setValue(text);
    told.setText("");
  }

  private void copy() {
    getElement()
        .executeJs(COPY, field)
        .then(
            Boolean.class,
            copied -> told.setText(getTranslation(copied ? "copy.done" : "copy.selected")));
  }
}
