package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.session.Session;
import dev.atelier.task.StepTaken;
import dev.atelier.task.Task;
import dev.atelier.task.TaskChanged;
import dev.atelier.task.TaskRequest;
import dev.atelier.task.TaskStatus;
import dev.atelier.task.Tasks;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tries on a desktop what is not kept yet, and tells its story beside what is being written. */
final class TrialRun extends Section implements News {
  private static final long serialVersionUID = 1L;

  private final transient Tasks tasks;
  private final transient Newsroom newsroom;
  private final transient Supplier<TaskRequest> request;
  private final Select<Session> desktop = new Select<>();
  private final Paragraph refusal = new Paragraph();
  private final Paragraph result = new Paragraph();
  private final Div story = new Div();
  private final StepList steps = new StepList();
  private final RouterLink watch = new RouterLink();
  private transient Optional<Task> running = Optional.empty();
  private String where = "";

  /**
   * @param request what is to be tried; fails where that is not whole yet
   */
  TrialRun(Tasks tasks, Newsroom newsroom, List<Session> desktops, Supplier<TaskRequest> request) {
    this.tasks = tasks;
    this.newsroom = newsroom;
    this.request = request;
    addClassName("trial");
    setId("trial");
    desktop.setId("trial-desktop");
    desktop.setLabel(getTranslation("trial.where"));
    desktop.setItems(desktops);
    desktop.setItemLabelGenerator(Session::label);
    desktops.stream().findFirst().ifPresent(desktop::setValue);
    Button run = new Button(getTranslation("trial.run"), VaadinIcon.PLAY.create(), e -> tryRun());
    run.setId("trial-run");
    refusal.setId("trial-refusal");
    refusal.addClassName("problem");
    refusal.getElement().setAttribute("role", "alert");
    refusal.setVisible(false);
    result.setId("trial-result");
    result.getElement().setAttribute("role", "status");
    watch.setId("trial-watch");
    watch.setText(getTranslation("trial.watch"));
    story.add(result, steps, watch);
    story.setVisible(false);
    Div line = new Div(desktop, run);
    line.addClassName("line");
    line.setVisible(!desktops.isEmpty());
    Paragraph none = new Paragraph(getTranslation("trial.noDesktop"));
    none.addClassName("quiet");
    none.setVisible(desktops.isEmpty());
    add(new H2(getTranslation("trial.title")), none, line, refusal, story);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    newsroom.follow(this, this);
  }

  private void tryRun() {
    refusal.setVisible(false);
    try {
      Session chosen = desktop.getValue();
      Caller caller = Visitor.caller(Role.OPERATOR, chosen.id());
      Task task = tasks.submit(chosen.id(), request.get(), caller);
      where = chosen.label();
      steps.show(task, List.of(), chosen.resolution());
      watch.setRoute(DesktopView.class, chosen.id());
      watch.setQueryParameters(QueryParameters.of("task", task.id()));
      story.setVisible(true);
      show(task);
    } catch (RuntimeException why) {
      Mishaps.note(why, "a recipe could not be tried");
      refusal.setText(Failures.words(why, getLocale()));
      refusal.setVisible(true);
    }
  }

  @Override
  public void taskChanged(TaskChanged change) {
    if (isRunning(change.task())) {
      show(change.task());
    }
  }

  @Override
  public void stepTaken(StepTaken taken) {
    if (isRunning(taken.task())) {
      steps.show(taken.step());
      show(taken.task());
    }
  }

  private boolean isRunning(Task task) {
    return running.filter(mine -> mine.id().equals(task.id())).isPresent();
  }

  private void show(Task task) {
    running = Optional.of(task);
    boolean ended = task.status().ended();
    boolean good = task.status() == TaskStatus.COMPLETED;
    result.setClassName(!ended ? "" : good ? "good" : "bad");
    result.setText(ended ? ending(task, good) : present(task));
    if (ended) {
      steps.leaveOut(good ? task.finalText() : task.error());
    }
  }

  private String ending(Task task, boolean good) {
    String why = good ? task.finalText() : task.error();
    String said = Steps.capitalised(why, getLocale());
    String word = getTranslation("task.ended." + task.status().word());
    return said.startsWith(word) ? said : getTranslation("trial.ended", word, said);
  }

  private String present(Task task) {
    if (task.status().asks()) {
      return getTranslation("task.asks");
    }
    return task.status() == TaskStatus.PAUSED
        ? getTranslation("task.paused")
        : getTranslation("trial.running", where);
  }
}
