package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.atelier.BackgroundWork;
import dev.atelier.Role;
import dev.atelier.desktop.Size;
import dev.atelier.session.Session;
import dev.atelier.session.SessionChanged;
import dev.atelier.session.Sessions;
import dev.atelier.session.UnknownSession;
import dev.atelier.snapshot.SnapshotChanged;
import dev.atelier.snapshot.Snapshots;
import dev.atelier.snapshot.TaskUndo;
import dev.atelier.task.AnotherQuestion;
import dev.atelier.task.ResultFile;
import dev.atelier.task.Step;
import dev.atelier.task.StepTaken;
import dev.atelier.task.Task;
import dev.atelier.task.TaskChanged;
import dev.atelier.task.TaskQueue;
import dev.atelier.task.TaskRequest;
import dev.atelier.task.TaskStatus;
import dev.atelier.task.Tasks;
import dev.atelier.vision.Observation.Answer;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One desktop: its live view, the goal for it, and what is being done there. */
@Dependent
@Route(value = "desktops", layout = ConsoleLayout.class)
public class DesktopView extends Div implements HasUrlParameter<String>, HasDynamicTitle, News {
  private static final long serialVersionUID = 1L;

  /** In the address of whoever comes to drive. */
  static final String CONTROL = "control";

  static final String TAKE = "take";
  private static final int EARLIER = 20;

  private final transient Sessions sessions;
  private final transient Tasks tasks;
  private final transient TaskQueue queue;
  private final transient Newsroom newsroom;
  private final transient Snapshots snapshots;
  private final transient TaskUndo undo;
  private final transient Dialogs dialogs;
  private final transient Errands errands;
  private final H1 name = new H1();
  private final StatusBadge badge = new StatusBadge();
  private final GoalBox goalBox = new GoalBox(this::begin);
  private final TaskStory story = new TaskStory(new Controls());
  private final QueueList waiting = new QueueList(new Order());
  private final Div side = new Div(goalBox, story, waiting);
  private final EarlierTasks earlier = new EarlierTasks(this::open, this::isUndone);
  private DesktopMenu menu;
  private LiveFrame live;
  private boolean operates;
  private boolean takesControl;
  private transient Session session;
  private transient Optional<Task> shown = Optional.empty();
  private transient Optional<String> wanted = Optional.empty();
  private transient Optional<String> beingUndone = Optional.empty();

  @Inject
  public DesktopView(
      Sessions sessions,
      Tasks tasks,
      TaskQueue queue,
      Snapshots snapshots,
      TaskUndo undo,
      Newsroom newsroom,
      BackgroundWork background,
      Dialogs dialogs) {
    this.sessions = sessions;
    this.tasks = tasks;
    this.queue = queue;
    this.newsroom = newsroom;
    this.snapshots = snapshots;
    this.undo = undo;
    this.dialogs = dialogs;
    this.errands = new Errands(background);
    addClassName("desktop-view");
    side.addClassName("side");
  }

  @Override
  public void setParameter(BeforeEvent event, String id) {
    takesControl = event.getLocation().getQueryParameters().getParameters(CONTROL).contains(TAKE);
    try {
      session = sessions.get(id);
      wanted = event.getLocation().getQueryParameters().getSingleParameter("task");
      if (!Visitor.sees(id)) {
        event.forwardTo(WallView.class);
      }
    } catch (UnknownSession gone) {
      event.forwardTo(WallView.class);
    }
  }

  @Override
  protected void onAttach(AttachEvent event) {
    newsroom.follow(this, this);
    session = sessions.get(session.id());
    operates = Visitor.may(Role.OPERATOR);
    story.setEnabled(operates);
    waiting.setEnabled(operates);
    removeAll();
    menu = new DesktopMenu(sessions, errands, dialogs, session);
    RouterLink back = new RouterLink(getTranslation("wall.title"), WallView.class);
    back.addClassName("back");
    Div title = new Div(back, name, badge, menu);
    title.addClassName("title");
    side.addComponentAtIndex(1, recipe());
    side.add(earlier);
    live = new LiveFrame(session, !operates, takesOnce(event.getUI()));
    add(title, live, side);
    goalBox.sendFilesTo(session.id());
    goalBox.offerUndo(!tasks.undoesAll() && snapshots.canTake(session));
    List<Task> all = recent();
    Optional<Task> working = all.stream().findFirst().filter(task -> !task.status().ended());
    wanted().or(() -> working).ifPresent(this::open);
    showEarlier(all);
    showQueue();
    showSession();
  }

  /** Who loads the page again does not take control again; who came by a link is asked first. */
  private boolean takesOnce(UI ui) {
    boolean wished = takesControl && operates;
    boolean meant = Taking.isMeant(ui, session.id());
    if (takesControl) {
      ui.getPage().getHistory().replaceState(null, new Location("desktops/" + session.id()));
    }
    takesControl = false;
    if (wished && !meant) {
      new Confirmation(
              getTranslation("take.title"),
              getTranslation("take.consequence", session.label()),
              getTranslation("take.confirm"),
              this::takeControl)
          .open();
    }
    return wished && meant;
  }

  private void takeControl() {
    var unused = Visitor.acting(Role.OPERATOR, session.id());
    LiveFrame driving = new LiveFrame(session, false, true);
    replace(live, driving);
    live = driving;
  }

  /** The task that the page's address names, of this desktop. */
  private Optional<Task> wanted() {
    return wanted
        .flatMap(tasks::find)
        .filter(task -> task.sessionId().equals(session.id()))
        .filter(task -> task.status() != TaskStatus.QUEUED);
  }

  private Button recipe() {
    Button run = new Button(getTranslation("recipe.use"), event -> dialogs.runRecipe(session));
    run.setId("use-recipe");
    run.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    run.setVisible(operates);
    return run;
  }

  private List<Task> recent() {
    return tasks.ofSession(session.id(), Instant.now().plusSeconds(1), EARLIER);
  }

  private void showSession() {
    name.setText(session.label());
    name.setTitle(session.label());
    menu.show(session);
    badge.show(Activity.of(session, Activity.telling(recent()), tasks.drivenBy(session.id())));
    boolean busy = shown.filter(task -> !task.status().ended()).isPresent();
    goalBox.setVisible(operates);
    goalBox.showBusy(busy);
    side.setClassName("busy", busy);
  }

  private void showQueue() {
    waiting.show(queue.of(session.id()));
  }

  private void showEarlier(List<Task> all) {
    earlier.show(
        all.stream()
            .filter(task -> task.status().ended())
            .filter(task -> shown.filter(one -> one.id().equals(task.id())).isEmpty())
            .toList());
  }

  private boolean isUndone(Task task) {
    return tasks.undoneAt(task).isPresent();
  }

  private void open(Task task) {
    shown = Optional.of(task);
    List<Step> steps = tasks.steps(task.id());
    story.show(task, steps);
    if (!task.status().ended() && steps.isEmpty() && snapshots.isTaking(session.id())) {
      story.showSaving(true);
    }
    showEarlier(recent());
  }

  private void begin(TaskRequest request) {
    try {
      Task task = tasks.submit(session.id(), request, Visitor.caller(Role.OPERATOR, session.id()));
      if (task.status() == TaskStatus.QUEUED) {
        showQueue();
      } else {
        open(task);
      }
      goalBox.clear();
      showSession();
    } catch (RuntimeException refused) {
      refuse(refused);
    }
  }

  /** Says beside the goal why it is not worked on. */
  private void refuse(RuntimeException why) {
    Mishaps.note(why, "a goal was refused");
    goalBox.refuse(Failures.words(why, getLocale()));
  }

  /** What the buttons of the queue do. */
  private final class Order implements QueueList.Order {
    @Override
    public void move(Task task, int position) {
      String actor = Visitor.acting(Role.OPERATOR, session.id());
      try {
        queue.move(task, position, actor);
      } finally {
        showQueue();
      }
    }

    @Override
    public void cancel(Task task) {
      tasks.cancel(session.id(), task.id(), Visitor.acting(Role.OPERATOR, session.id()));
      showQueue();
    }
  }

  /** What the story's buttons do. */
  private final class Controls implements TaskStory.Controls {
    @Override
    public void cancel() {
      shown.ifPresent(
          task ->
              tasks.cancel(session.id(), task.id(), Visitor.acting(Role.OPERATOR, session.id())));
    }

    @Override
    public void pause() {
      shown.ifPresent(
          task ->
              tasks.pause(session.id(), task.id(), Visitor.acting(Role.OPERATOR, session.id())));
    }

    @Override
    public void give(int question, boolean approved, String note) {
      Answer answer = new Answer(approved, note);
      String actor = Visitor.acting(Role.OPERATOR, session.id());
      try {
        shown.ifPresent(
            task -> tasks.answer(session.id(), task.id(), Optional.of(question), answer, actor));
      } catch (AnotherQuestion asked) {
        shown.ifPresent(task -> open(tasks.get(session.id(), task.id())));
      }
    }

    @Override
    public void say(int question, String answer) {
      String actor = Visitor.acting(Role.OPERATOR, session.id());
      try {
        shown.ifPresent(
            task ->
                tasks.answerInWords(session.id(), task.id(), Optional.of(question), answer, actor));
      } catch (AnotherQuestion asked) {
        shown.ifPresent(task -> open(tasks.get(session.id(), task.id())));
      }
    }

    @Override
    public Size screen() {
      return session.resolution();
    }

    @Override
    public void again(Task task) {
      goalBox.propose(task.goal().text());
    }

    @Override
    public void saveAsRecipe(Task task) {
      RecipeView.writeFrom(task);
    }

    @Override
    public void goOn(Task task) {
      try {
        open(
            tasks.resume(
                session.id(),
                task.id(),
                Optional.empty(),
                Visitor.acting(Role.OPERATOR, session.id())));
        showSession();
      } catch (RuntimeException refused) {
        refuse(refused);
      }
    }

    @Override
    public TaskStory.Undo undoOf(Task task) {
      if (beingUndone.filter(task.id()::equals).isPresent()) {
        return TaskStory.Undo.UNDER_WAY;
      }
      boolean idle = recent().stream().allMatch(each -> each.status().ended());
      return beingUndone.isEmpty() && idle && tasks.canUndo(task)
          ? TaskStory.Undo.POSSIBLE
          : TaskStory.Undo.IMPOSSIBLE;
    }

    @Override
    public Optional<List<ResultFile>> filesOf(Task task) {
      return operates ? tasks.files(task.id()) : Optional.empty();
    }

    @Override
    public Optional<Instant> undoneAt(Task task) {
      return tasks.undoneAt(task);
    }

    @Override
    public void undo(Task task) {
      new Confirmation(
              getTranslation("undo.title"),
              getTranslation("undo.consequence", session.label()),
              getTranslation("undo.confirm"),
              () -> undoNow(task))
          .about(getTranslation("undo.about", task.goal().text()))
          .open();
    }
  }

  private void undoNow(Task task) {
    String actor = Visitor.acting(Role.OPERATOR, session.id());
    beingUndone = Optional.of(task.id());
    showStoryAgain();
    errands.run(
        this,
        () -> undo.undo(task, actor),
        () -> undone(getTranslation("undo.done", session.label())),
        this::undone);
  }

  private void undone(String sentence) {
    beingUndone = Optional.empty();
    showStoryAgain();
    Mishaps.show(sentence);
  }

  /** What can be done about an ended task depends on what else happens on the desktop. */
  private void showStoryAgain() {
    shown.filter(task -> task.status().ended()).ifPresent(story::show);
  }

  private void leave() {
    getUI().ifPresent(ui -> ui.navigate(WallView.class));
  }

  @Override
  public void sessionChanged(SessionChanged change) {
    if (!change.session().id().equals(session.id())) {
      return;
    }
    if (Change.deletes(change)) {
      leave();
      return;
    }
    session = change.session();
    showSession();
    if (Change.moves(change)) {
      showStoryAgain();
      showEarlier(recent());
    }
  }

  @Override
  public void taskChanged(TaskChanged change) {
    Task task = change.task();
    if (!task.sessionId().equals(session.id())) {
      return;
    }
    showQueue();
    if (task.status() == TaskStatus.QUEUED) {
      return;
    }
    if (shown.filter(one -> one.id().equals(task.id())).isPresent()) {
      showAnew(task);
    } else if (!task.status().ended()) {
      open(task);
    } else {
      showStoryAgain();
    }
    showEarlier(recent());
    showSession();
  }

  @Override
  public void driverChanged(String sessionId) {
    if (sessionId.equals(session.id())) {
      shown.map(task -> tasks.get(sessionId, task.id())).ifPresent(this::showAnew);
      showSession();
    }
  }

  private void showAnew(Task task) {
    shown = Optional.of(task);
    story.show(task);
  }

  @Override
  public void snapshotChanged(SnapshotChanged change) {
    if (!change.snapshot().sessionId().equals(session.id())) {
      return;
    }
    boolean isOfShown =
        shown
            .filter(task -> change.snapshot().taskId().filter(task.id()::equals).isPresent())
            .filter(task -> !task.status().ended())
            .isPresent();
    if (isOfShown) {
      story.showSaving(snapshots.isTaking(session.id()));
    }
    showStoryAgain();
  }

  @Override
  public void stepTaken(StepTaken taken) {
    if (shown.filter(task -> task.id().equals(taken.task().id())).isPresent()) {
      story.show(taken.step());
    }
  }

  @Override
  public String getPageTitle() {
    return getTranslation("desktop.page", session == null ? "" : session.label());
  }
}
