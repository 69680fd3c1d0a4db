package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;

/** What is being done to the backups at this moment, and how far that is. */
final class BackupProgress extends Div {
  private static final long serialVersionUID = 1L;
  private static final double WHOLE = 100;

  private final Paragraph state = new Paragraph();
  private final ProgressBar bar = new ProgressBar();
  private final Button cancel;

  /**
   * @param giveUp has the backup given up that is being made
   */
  BackupProgress(Runnable giveUp) {
    state.setId("backup-state");
    state.getElement().setAttribute("role", "status");
    bar.getElement().setAttribute("aria-label", getTranslation("backup.progress"));
    cancel = new Button(getTranslation("backup.cancel"), event -> giveUp.run());
    cancel.setId("backup-cancel");
    add(state, bar, cancel);
    rest("");
  }

  /** Work is under way of which nobody knows how long it takes. */
  void begin(String words) {
    say(words, false);
    bar.setIndeterminate(true);
  }

  /** So much of a backup is there, in percent, whoever wanted it. */
  void making(int percent) {
    say(getTranslation("backup.making"), true);
    bar.setIndeterminate(percent == 0);
    bar.setValue(percent / WHOLE);
  }

  /** Nothing is under way. */
  void rest(String words) {
    say(words, false);
    bar.setVisible(false);
  }

  private void say(String words, boolean mayCancel) {
    state.setText(words);
    bar.setVisible(true);
    cancel.setVisible(mayCancel);
    setVisible(!words.isEmpty());
  }
}
