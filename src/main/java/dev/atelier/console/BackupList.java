package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.backup.Backup;
import dev.atelier.backup.Backups;
import dev.atelier.backup.LossSince;
import dev.atelier.backup.Making;
import dev.atelier.backup.Restores;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The backups of the server: made, fetched, brought, deleted and gone back to. */
final class BackupList extends Div implements BackupItem.Deeds {
  private static final long serialVersionUID = 1L;

  private final transient Backups backups;
  private final transient Restores restores;
  private final transient Errands errands;
  private final RestoreLine restore;
  private final BackupUpload upload = new BackupUpload(this::rest, this::refused);
  private final Button make;
  private final BackupProgress progress = new BackupProgress(this::giveUp);
  private final Paragraph problem = new Paragraph();
  private final UnorderedList list = new UnorderedList();

  /** What lies on the server. */
  private record Found(List<Backup> all, List<String> unreadable) {
    boolean isNothing() {
      return all.isEmpty() && unreadable.isEmpty();
    }
  }

  BackupList(Backups backups, Restores restores, Errands errands) {
    this.backups = backups;
    this.restores = restores;
    this.errands = errands;
    addClassName("backups");
    restore = new RestoreLine(restores, this::withdraw);
    make = new Button(getTranslation("backup.make"), event -> make());
    make.setId("backup-now");
    problem.setId("backup-problem");
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    list.setId("backups");
    Paragraph without = new Paragraph(getTranslation("backup.without"));
    without.addClassName("quiet");
    Div buttons = new Div(upload, make);
    buttons.addClassName("buttons");
    Div head = new Div(new H2(getTranslation("backup.title")), buttons);
    head.addClassName("head");
    Paragraph lead = new Paragraph(getTranslation("backup.lead"));
    add(head, lead, without, restore, progress, problem, list);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    Optional<String> impossible = backups.problem();
    impossible.ifPresent(this::refused);
    upload.setVisible(impossible.isEmpty());
    make.setVisible(impossible.isEmpty());
    errands.watch(this, () -> backups.making().map(BackupList::percent), this::showMaking);
  }

  private static int percent(Making making) {
    return (int) (100 * making.share());
  }

  /** Also when another person has it made, or this page was left meanwhile. */
  private void showMaking(Optional<Integer> percent) {
    percent.ifPresentOrElse(progress::making, this::look);
    make.setEnabled(percent.isEmpty());
  }

  /** Nothing is under way any more; what is there is shown. */
  private void rest() {
    problem.setText("");
    make.setEnabled(true);
    look();
  }

  private void look() {
    progress.rest("");
    restore.show();
    errands.fetch(
        this, () -> new Found(backups.all(), backups.unreadable()), this::show, problem::setText);
  }

  private void show(Found found) {
    list.removeAll();
    found.all().forEach(backup -> list.add(new BackupItem(backup, this)));
    found.unreadable().forEach(id -> list.add(unreadable(id)));
    if (found.isNothing() && !progress.isVisible() && make.isVisible()) {
      progress.rest(getTranslation("backup.none"));
    }
  }

  private ListItem unreadable(String id) {
    String named = getTranslation("backup.unreadable.named", id);
    Button delete =
        new Button(getTranslation("backup.delete"), event -> confirm(id, new Paragraph(named)));
    delete.addClassName("delete");
    Div buttons = new Div(delete);
    buttons.addClassName("buttons");
    ListItem item = new ListItem(new Paragraph(getTranslation("backup.unreadable", id)), buttons);
    item.setClassName("backup unreadable");
    return item;
  }

  private void refused(String why) {
    problem.setText(Failures.asSentence(why, getLocale()));
  }

  private void attempt(String words, Consumer<Caller> work) {
    Caller by = Visitor.caller(Role.ADMIN);
    problem.setText("");
    make.setEnabled(false);
    progress.begin(words);
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
    errands.fetch(
        this, () -> restores.loss(backup), loss -> confirm(backup, loss), problem::setText);
  }

  private void confirm(Backup backup, LossSince loss) {
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
            .typed(getTranslation("backup.restore.word"));
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
    confirm(backup.id(), new TimedSentence("backup.delete.about", backup.createdAt()));
  }

  private void confirm(String id, Component named) {
    Confirmation confirmation =
        new Confirmation(
                getTranslation("backup.delete.title"),
                getTranslation("backup.delete.consequence"),
                getTranslation("backup.delete.confirm"),
                () -> attempt(getTranslation("backup.deleting"), by -> restores.delete(id, by)))
            .destructive();
    confirmation.addComponentAsFirst(named);
    confirmation.open();
  }
}
