package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.atelier.BackgroundWork;
import dev.atelier.Role;
import dev.atelier.session.Session;
import dev.atelier.session.SessionChanged;
import dev.atelier.session.Sessions;
import dev.atelier.snapshot.Branch;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.SnapshotChanged;
import dev.atelier.snapshot.Snapshots;
import dev.atelier.task.Tasks;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** All that was saved, of whichever desktop, and what came from what. */
@Dependent
@Route(value = "snapshots", layout = ConsoleLayout.class)
@StyleSheet("context://assets/snapshots.css")
public class SnapshotsView extends Div implements HasDynamicTitle, News {
  private static final long serialVersionUID = 1L;

  private final transient Sessions sessions;
  private final transient Snapshots snapshots;
  private final transient Tasks tasks;
  private final transient Newsroom newsroom;
  private final transient Errands errands;
  private final transient Dialogs dialogs;
  private final Paragraph total = new Paragraph();
  private final UnorderedList trunk = new UnorderedList();
  private final Div empty;
  private final Map<String, SnapshotBranch> branches = new HashMap<>();
  private final transient SnapshotBranch.Tree tree = new Trunk();

  @Inject
  public SnapshotsView(
      Sessions sessions,
      Snapshots snapshots,
      Tasks tasks,
      Newsroom newsroom,
      BackgroundWork background,
      Dialogs dialogs) {
    this.sessions = sessions;
    this.snapshots = snapshots;
    this.tasks = tasks;
    this.newsroom = newsroom;
    this.errands = new Errands(background);
    this.dialogs = dialogs;
    addClassName("snapshots-view");
    Paragraph lead = new Paragraph(getTranslation("tree.lead"));
    lead.addClassName("quiet");
    total.setId("snapshots-total");
    total.getElement().setAttribute("role", "status");
    trunk.setId("snapshot-tree");
    empty =
        new Div(
            new H2(getTranslation("tree.empty")), new Paragraph(getTranslation("tree.empty.next")));
    empty.addClassName("empty");
    add(new H1(getTranslation("tree.title")), lead, total, empty, trunk);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    newsroom.follow(this, this);
    branches.clear();
    trunk.removeAll();
    refresh();
  }

  private void refresh() {
    List<Session> seen =
        sessions.all().stream().filter(session -> Visitor.sees(session.id())).toList();
    List<Snapshot> saved =
        snapshots.all().stream().filter(each -> Visitor.sees(each.sessionId())).toList();
    List<SnapshotBranch> wanted = Branch.grow(seen, saved).stream().map(tree::branch).toList();
    if (!trunk.getChildren().toList().equals(wanted)) {
      trunk.removeAll();
      wanted.forEach(trunk::add);
    }
    long bytes = saved.stream().mapToLong(Snapshot::bytes).sum();
    total.setText(getTranslation("tree.total", saved.size(), Room.words(bytes, getLocale())));
    total.setVisible(!saved.isEmpty());
    empty.setVisible(wanted.isEmpty());
  }

  @Override
  public void sessionChanged(SessionChanged change) {
    if (Change.deletes(change)) {
      branches.remove(change.session().id());
    }
    refresh();
  }

  @Override
  public void snapshotChanged(SnapshotChanged change) {
    refresh();
    Optional.ofNullable(branches.get(change.snapshot().sessionId()))
        .filter(branch -> !branch.isAtWork())
        .ifPresent(
            branch ->
                branch.showProblem(
                    change.isFailure()
                        ? getTranslation(
                            "failed", Failures.asSentence(change.problem(), getLocale()))
                        : ""));
  }

  /** What its branches ask of it. */
  private final class Trunk implements SnapshotBranch.Tree {
    @Override
    public Optional<String> problem(Snapshot snapshot) {
      return snapshots.problem(snapshot);
    }

    @Override
    public String occasion(Snapshot snapshot) {
      return new Occasion(tasks, getLocale()).of(snapshot);
    }

    @Override
    public boolean isTaking(String sessionId) {
      return snapshots.isTaking(sessionId);
    }

    @Override
    public boolean canTake(String sessionId) {
      return sessions.exists(sessionId) && snapshots.canTake(sessions.get(sessionId));
    }

    @Override
    public SnapshotBranch branch(Branch branch) {
      SnapshotBranch known = branches.get(branch.sessionId());
      if (known == null) {
        known = new SnapshotBranch(this, branch);
        branches.put(branch.sessionId(), known);
      } else {
        known.show(branch);
      }
      return known;
    }

    @Override
    public SnapshotDeeds deeds(String label, SnapshotDeeds.Workbench bench) {
      return new SnapshotDeeds(label, snapshots, bench);
    }

    @Override
    public void makeFrom(Snapshot snapshot) {
      dialogs.newDesktop(Optional.of(snapshot));
    }

    @Override
    public void take(String sessionId, String note, String actor) {
      var unused = snapshots.take(sessionId, note, actor);
    }

    @Override
    public void run(
        SnapshotBranch branch, Consumer<String> work, Runnable done, Consumer<String> failed) {
      String actor = Visitor.acting(Role.OPERATOR, branch.sessionId());
      errands.run(
          SnapshotsView.this,
          () -> work.accept(actor),
          () -> {
            refresh();
            done.run();
          },
          failed);
    }
  }

  @Override
  public String getPageTitle() {
    return getTranslation("tree.page");
  }
}
