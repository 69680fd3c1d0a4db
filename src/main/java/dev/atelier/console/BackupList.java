package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.backup.Backup;
import dev.atelier.backup.Backups;
import dev.atelier.backup.LossSince;
import dev.atelier.backup.Restores;
import java.util.List;
import java.util.function.Consumer;

/** The backups of the server: made, fetched, deleted and gone back to. */
final class BackupList extends Div implements BackupItem.Deeds {
  private static final long serialVersionUID = 1L;

  private final transient Backups backups;
  private final transient Restores restores;
  private final transient Errands errands;
  private final RestoreLine restore;
  private final Button make;
  private final Button cancel;
  private final ProgressBar bar = new ProgressBar();
  private final Paragraph state = new Paragraph();
  private final Paragraph problem = new Paragraph();
  private final UnorderedList list = new UnorderedList();

  BackupList(Backups backups, Restores restores, Errands errands) {
    this.backups = backups;
    this.restores = restores;
    this.errands = errands;
    addClassName("backups");
    restore = new RestoreLine(restores, this::withdraw);
    make = new Button(getTranslation("backup.make"), event -> make());
    make.setId("backup-now");
    cancel = new Button(getTranslation("backup.cancel"), event -> giveUp());
    cancel.setId("backup-cancel");
    bar.setIndeterminate(true);
    state.setId("backup-state");
    state.getElement().setAttribute("role", "status");
    problem.setId("backup-problem");
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    list.setId("backups");
    Paragraph lead = new Paragraph(getTranslation("backup.lead"));
    Paragraph without = new Paragraph(getTranslation("backup.without"));
    without.addClassName("quiet");
    Div head = new Div(new H2(getTranslation("backup.title")), make);
    head.addClassName("head");
    add(head, lead, without, restore, state, bar, cancel, problem, list);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    rest();
    backups
        .problem()
        .ifPresent(
            why -> {
              make.setEnabled(false);
              problem.setText(Failures.asSentence(why, getLocale()));
            });
  }

  /** Nothing is under way; what is there is shown. */
  private void rest() {
    busy("");
    cancel.setVisible(false);
    restore.show();
    List<Backup> all = backups.all();
    list.removeAll();
    all.forEach(backup -> list.add(new BackupItem(backup, this)));
    if (all.isEmpty() && backups.problem().isEmpty()) {
      state.setText(getTranslation("backup.none"));
      state.setVisible(true);
    }
  }

  private void busy(String words) {
    boolean isBusy = !words.isEmpty();
    state.setText(words);
    state.setVisible(isBusy);
    bar.setVisible(isBusy);
    make.setEnabled(!isBusy);
    problem.setText("");
  }

  private void attempt(String words, Consumer<Caller> work) {
    Caller by = Visitor.caller(Role.ADMIN);
    busy(words);
    errands.run(
        this,
        () -> work.accept(by),
        this::rest,
        failure -> {
          rest();
          problem.setText(failure);
        });
  }

  private void make() {
    attempt(
        getTranslation("backup.making"),
        by -> {
          var unused = backups.make(by);
        });
    cancel.setVisible(true);
  }

  private void giveUp() {
    var unused = Visitor.caller(Role.ADMIN);
    backups.cancel();
  }

  private void withdraw() {
    attempt(getTranslation("backup.withdrawing"), restores::withdraw);
  }

  @Override
  public void restore(Backup backup) {
    LossSince loss = restores.loss(backup);
    String word = getTranslation("backup.restore.word");
    TimedSentence since = new TimedSentence("backup.restore.since", backup.createdAt());
    since.addClassName("loss");
    Confirmation confirmation =
        new Confirmation(
                getTranslation("backup.restore.title"),
                getTranslation("backup.restore.consequence"),
                getTranslation("backup.restore.confirm"),
                () -> ask(backup))
            .destructive()
            .about(getTranslation("backup.restore.loses", loss.tasks(), loss.auditEntries()))
            .typed(word);
    confirmation.addComponentAsFirst(since);
    confirmation.open();
  }

  private void ask(Backup backup) {
    attempt(
        getTranslation("backup.restore.asking"),
        by -> {
          var unused = restores.ask(backup.id(), by);
        });
  }

  @Override
  public void delete(Backup backup) {
    Confirmation confirmation =
        new Confirmation(
                getTranslation("backup.delete.title"),
                getTranslation("backup.delete.consequence"),
                getTranslation("backup.delete.confirm"),
                () ->
                    attempt(
                        getTranslation("backup.deleting"), by -> restores.delete(backup.id(), by)))
            .destructive();
    confirmation.addComponentAsFirst(new TimedSentence("backup.delete.about", backup.createdAt()));
    confirmation.open();
  }
}
