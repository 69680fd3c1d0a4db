package dev.atelier.console;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import java.util.Locale;
import java.util.function.Consumer;

/** Asks whether a desktop may really go, and says what is lost and what is kept. */
final class DeleteDialog {
  private final Locale locale = UI.getCurrent().getLocale();
  private final Checkbox purge;
  private final Checkbox saveFirst;
  private final Confirmation confirmation;

  /**
   * How a desktop is to go.
   *
   * @param forGood whether its files go as well
   * @param saveFirst whether it is to be saved before
   */
  record Wish(boolean forGood, boolean saveFirst) {}

  /**
   * @param mayPurge whether it can be asked for that its files go as well
   * @param savable whether it can be saved before
   */
  DeleteDialog(String label, boolean mayPurge, boolean savable, Consumer<Wish> delete) {
    purge = new Checkbox(text("delete.purge"));
    purge.setId("purge");
    purge.setVisible(mayPurge);
    saveFirst = new Checkbox(text("delete.saveFirst"), savable);
    saveFirst.setId("save-first");
    saveFirst.setHelperText(text("delete.saveFirst.help"));
    saveFirst.setVisible(savable);
    confirmation =
        new Confirmation(
                text("delete.title", label),
                text("delete.keeps"),
                text("delete.confirm", label),
                () -> delete.accept(new Wish(purge.getValue(), saveFirst.getValue())))
            .destructive();
    purge.addValueChangeListener(event -> showLoss());
    saveFirst.addValueChangeListener(event -> showLoss());
    confirmation.add(purge, saveFirst);
    showLoss();
  }

  private void showLoss() {
    confirmation.says(
        text(
            !purge.getValue()
                ? "delete.keeps"
                : saveFirst.getValue() ? "delete.losesButSaved" : "delete.loses"));
  }

  void open() {
    confirmation.open();
  }

  private String text(String key, Object... values) {
    return Texts.text(key, locale, values);
  }
}
