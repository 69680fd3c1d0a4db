package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.textfield.TextField;
import dev.atelier.Role;
import dev.atelier.session.Session;
import dev.atelier.session.SessionChanged;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.SnapshotChanged;
import dev.atelier.snapshot.Snapshots;
import dev.atelier.task.Tasks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What was saved of a desktop; saves it, brings it back, and makes others from it. */
final class SnapshotsDialog extends Dialog implements News, SnapshotDeeds.Workbench {
  private static final long serialVersionUID = 1L;

  private final transient Session session;
  private final transient Snapshots snapshots;
  private final transient Tasks tasks;
  private final transient Newsroom newsroom;
  private final transient Errands errands;
  private final transient Consumer<Snapshot> makeFrom;
  private final TextField note;
  private final Button save;
  private final Div saving;
  private final Paragraph doing = new Paragraph();
  private final ProgressBar bar = new ProgressBar();
  private final Div progress = new Div(doing, bar);
  private final Paragraph problem = new Paragraph();
  private final Paragraph empty;
  private final UnorderedList list = new UnorderedList();
  private transient Map<Snapshot, Optional<String>> shown = Map.of();
  private transient Optional<String> errand = Optional.empty();

  /**
   * @param makeFrom is given what a new desktop is wanted from
   */
  SnapshotsDialog(
      Session session,
      Snapshots snapshots,
      Tasks tasks,
      Newsroom newsroom,
      Errands errands,
      Consumer<Snapshot> makeFrom) {
    this.session = session;
    this.snapshots = snapshots;
    this.tasks = tasks;
    this.newsroom = newsroom;
    this.errands = errands;
    this.makeFrom = makeFrom;
    setHeaderTitle(getTranslation("snapshots.title", session.label()));
    addClassName("snapshots-dialog");
    note = new TextField(getTranslation("snapshots.note"));
    save = new Button(getTranslation("snapshots.save"), event -> save());
    saving = new Div(note, save);
    empty = new Paragraph(getTranslation("snapshots.empty"));
    layOut();
    getFooter().add(new Button(getTranslation("close"), event -> close()));
  }

  private void layOut() {
    note.setId("snapshot-note");
    note.setMaxLength(Snapshot.LONGEST_NOTE);
    note.setPlaceholder(getTranslation("snapshots.noteExample"));
    save.setId("save-desktop");
    save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    save.addClickShortcut(Key.ENTER).listenOn(note);
    saving.addClassName("saving");
    bar.setIndeterminate(true);
    progress.setId("snapshot-progress");
    progress.getElement().setAttribute("aria-live", "polite");
    problem.setId("snapshots-problem");
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    problem.setVisible(false);
    empty.addClassName("quiet");
    list.setId("snapshots");
    add(saving, progress, problem, empty, list);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    newsroom.follow(this, this);
    if (!Visitor.may(Role.OPERATOR)) {
      saving.setVisible(false);
    } else if (!snapshots.canTake(session)) {
      saving.setVisible(false);
      empty.setText(getTranslation("snapshots.impossible"));
    }
    showList(present());
    showProgress();
  }

  private void refresh() {
    Map<Snapshot, Optional<String>> present = present();
    if (!present.equals(shown)) {
      showList(present);
    }
    showProgress();
  }

  /** Newest first, each with what is wrong with it. */
  private Map<Snapshot, Optional<String>> present() {
    Map<Snapshot, Optional<String>> present = new LinkedHashMap<>();
    snapshots
        .ofSession(session.id())
        .forEach(snapshot -> present.put(snapshot, snapshots.problem(snapshot)));
    return present;
  }

  private void showList(Map<Snapshot, Optional<String>> present) {
    shown = present;
    list.removeAll();
    Optional<Snapshot> newest =
        present.keySet().stream().filter(each -> present.get(each).isEmpty()).findFirst();
    SnapshotDeeds deeds = new SnapshotDeeds(session.label(), snapshots, this);
    Occasion occasion = new Occasion(tasks, getLocale());
    present.forEach(
        (snapshot, wrong) ->
            list.add(
                new SnapshotItem(
                    snapshot,
                    new SnapshotItem.Standing(
                        occasion.of(snapshot), wrong, newest.equals(Optional.of(snapshot)), true),
                    deeds)));
    empty.setVisible(present.isEmpty());
  }

  private void showProgress() {
    Optional<String> present =
        errand.or(
            () ->
                snapshots.isTaking(session.id())
                    ? Optional.of(getTranslation("snapshots.saving"))
                    : Optional.empty());
    present.ifPresent(doing::setText);
    progress.setVisible(present.isPresent());
    save.setEnabled(present.isEmpty());
    note.setReadOnly(present.isPresent());
    list.setEnabled(present.isEmpty() && Visitor.may(Role.OPERATOR));
  }

  private void save() {
    String words = note.getValue();
    attempt(
        getTranslation("snapshots.saving"),
        actor -> snapshots.take(session.id(), words, actor),
        this::saved);
  }

  /** Whoever waits for it here sees it in the list. */
  private void saved() {
    note.clear();
    if (!isOpened()) {
      Mishaps.show(getTranslation("snapshots.saved", session.label()));
    }
  }

  /** One at a time; what it does to the list comes as news. */
  @Override
  public void attempt(String words, Consumer<String> work, Runnable done) {
    String actor = Visitor.acting(Role.OPERATOR, session.id());
    problem.setVisible(false);
    errand = Optional.of(words);
    showProgress();
    errands.run(
        this,
        () -> work.accept(actor),
        () -> {
          errand = Optional.empty();
          refresh();
          done.run();
        },
        this::failed);
  }

  private void failed(String sentence) {
    errand = Optional.empty();
    refresh();
    if (isOpened()) {
      showProblem(sentence);
    } else {
      Mishaps.show(sentence);
    }
  }

  private void showProblem(String sentence) {
    problem.setText(sentence);
    problem.setVisible(true);
    problem.scrollIntoView();
  }

  @Override
  public void snapshotChanged(SnapshotChanged change) {
    if (!change.snapshot().sessionId().equals(session.id())) {
      return;
    }
    refresh();
    if (errand.isEmpty() && change.isFailure()) {
      // Somebody else, or a task, wanted it to be saved.
      String why = Failures.asSentence(change.problem(), getLocale());
      showProblem(getTranslation("failed", why));
    } else if (errand.isEmpty() && snapshots.isTaking(session.id())) {
      problem.setVisible(false);
    }
  }

  @Override
  public void sessionChanged(SessionChanged change) {
    if (change.session().id().equals(session.id()) && Change.deletes(change)) {
      close();
    }
  }

  @Override
  public void makeFrom(Snapshot snapshot) {
    close();
    makeFrom.accept(snapshot);
  }

  @Override
  public void wentBack() {
    close();
    Mishaps.show(getTranslation("goBack.done", session.label()));
  }

  @Override
  public void saveAgain() {
    note.focus();
    save();
  }
}
