package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.RouterLink;
import dev.atelier.Role;
import dev.atelier.snapshot.Branch;
import dev.atelier.snapshot.Snapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A desktop in the tree: its snapshots, and below each what was made from it. */
final class SnapshotBranch extends ListItem implements SnapshotDeeds.Workbench {
  private static final long serialVersionUID = 1L;

  private final transient Tree tree;
  private final String sessionId;
  private final H2 name = new H2();
  private final Span facts = new Span();
  private final NativeDetails details = new NativeDetails();
  private final Button save;
  private final RouterLink open;
  private final Paragraph doing = new Paragraph();
  private final Div progress = new Div(doing);
  private final Paragraph problem = new Paragraph();
  private final Paragraph note = new Paragraph();
  private final UnorderedList list = new UnorderedList();
  private transient Branch branch;
  private transient Map<Snapshot, Optional<String>> shown = Map.of();
  private transient Optional<String> errand = Optional.empty();

  /** What a branch is part of. */
  interface Tree {
    /** Why a snapshot can no longer be used. */
    Optional<String> problem(Snapshot snapshot);

    String occasion(Snapshot snapshot);

    boolean isTaking(String sessionId);

    boolean canTake(String sessionId);

    /** The one of that desktop, as it is now. */
    SnapshotBranch branch(Branch branch);

    SnapshotDeeds deeds(String label, SnapshotDeeds.Workbench bench);

    void makeFrom(Snapshot snapshot);

    /** Saves a desktop as it is. */
    void take(String sessionId, String note, String actor);

    /** Does work in the background and tells what comes of it. */
    void run(SnapshotBranch branch, Consumer<String> work, Runnable done, Consumer<String> failed);
  }

  SnapshotBranch(Tree tree, Branch branch) {
    this.tree = tree;
    this.sessionId = branch.sessionId();
    addClassName("branch");
    save = new Button(getTranslation("tree.save"), event -> saveAgain());
    save.addThemeVariants(ButtonVariant.LUMO_SMALL);
    save.addClassName("save");
    open = new RouterLink(getTranslation("tree.open"), DesktopView.class, sessionId);
    ProgressBar bar = new ProgressBar();
    bar.setIndeterminate(true);
    progress.add(bar);
    progress.addClassName("progress");
    progress.getElement().setAttribute("aria-live", "polite");
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    problem.setVisible(false);
    note.addClassName("quiet");
    Div summary = new Div(name, facts);
    facts.addClassName("quiet");
    details.setSummary(summary);
    Div actions = new Div(save, open);
    actions.addClassName("buttons");
    details.setContent(new Div(actions, note, progress, problem, list));
    details.setOpen(true);
    add(details);
    show(branch);
  }

  /** Shows how it is now; what is as it was stays untouched, and with it the focus. */
  void show(Branch present) {
    Map<Snapshot, Optional<String>> all = new LinkedHashMap<>();
    present.twigs().forEach(twig -> all.put(twig.snapshot(), tree.problem(twig.snapshot())));
    boolean same = present.equals(branch) && all.equals(shown);
    branch = present;
    shown = all;
    if (!same) {
      showHead();
      showTwigs();
    } else {
      present.twigs().forEach(twig -> twig.made().forEach(tree::branch));
    }
    showProgress();
  }

  private void showHead() {
    name.setText(branch.label());
    facts.setText(
        getTranslation(
            "tree.facts", branch.twigs().size(), Room.words(branch.bytes(), getLocale())));
    open.setVisible(branch.there());
    save.setVisible(branch.there() && Visitor.may(Role.OPERATOR) && tree.canTake(sessionId));
    note.setText(getTranslation(branch.there() ? "tree.nothing" : "tree.gone"));
    note.setVisible(!branch.there() || branch.twigs().isEmpty());
  }

  private void showTwigs() {
    list.removeAll();
    Optional<Snapshot> newest =
        shown.keySet().stream().filter(each -> shown.get(each).isEmpty()).findFirst();
    SnapshotDeeds deeds = tree.deeds(branch.label(), this);
    for (Branch.Twig twig : branch.twigs()) {
      Snapshot snapshot = twig.snapshot();
      SnapshotItem item =
          new SnapshotItem(
              snapshot,
              new SnapshotItem.Standing(
                  tree.occasion(snapshot),
                  shown.get(snapshot),
                  branch.there() && newest.equals(Optional.of(snapshot)),
                  branch.there()),
              deeds);
      if (!twig.made().isEmpty()) {
        item.add(made(twig));
      }
      list.add(item);
    }
  }

  private Div made(Branch.Twig twig) {
    UnorderedList made = new UnorderedList();
    twig.made().forEach(each -> made.add(tree.branch(each)));
    Paragraph title = new Paragraph(getTranslation("tree.made"));
    title.addClassName("quiet");
    Div below = new Div(title, made);
    below.addClassName("made");
    return below;
  }

  private void showProgress() {
    Optional<String> present =
        errand.or(
            () ->
                tree.isTaking(sessionId)
                    ? Optional.of(getTranslation("snapshots.saving"))
                    : Optional.empty());
    present.ifPresent(doing::setText);
    progress.setVisible(present.isPresent());
    save.setEnabled(present.isEmpty());
  }

  /** What somebody else, or a task, wanted and did not come to be. */
  void showProblem(String sentence) {
    problem.setText(sentence);
    problem.setVisible(!sentence.isEmpty());
  }

  @Override
  public void attempt(String words, Consumer<String> work, Runnable done) {
    showProblem("");
    tree.run(
        this,
        work,
        () -> {
          ended();
          done.run();
        },
        sentence -> {
          ended();
          showProblem(sentence);
        });
    // Whoever may not has been refused by now.
    errand = Optional.of(words);
    showProgress();
  }

  private void ended() {
    errand = Optional.empty();
    showProgress();
  }

  boolean isAtWork() {
    return errand.isPresent();
  }

  @Override
  public void makeFrom(Snapshot snapshot) {
    tree.makeFrom(snapshot);
  }

  @Override
  public void wentBack() {
    Mishaps.show(getTranslation("goBack.done", branch.label()));
  }

  @Override
  public void saveAgain() {
    new NoteDialog(
            getTranslation("tree.save.title", branch.label()),
            "",
            getTranslation("snapshots.save"),
            words ->
                attempt(
                    getTranslation("snapshots.saving"),
                    actor -> tree.take(sessionId, words, actor),
                    () -> {}))
        .open();
  }

  String sessionId() {
    return sessionId;
  }
}
