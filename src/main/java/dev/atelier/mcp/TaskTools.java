package dev.atelier.mcp;

import dev.atelier.identity.TaskGivers;
import dev.atelier.json.InvalidField;
import dev.atelier.json.Json;
import dev.atelier.json.JsonBody;
import dev.atelier.session.Session;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import dev.atelier.task.TaskRequest;
import dev.atelier.task.TaskStatus;
import dev.atelier.task.Tasks;
import dev.atelier.task.UnknownTask;
import dev.atelier.vision.Observation.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goals given to the server's own agent, followed, ended and answered. Thread-safe. */
@ApplicationScoped
class TaskTools implements Toolbox {
  private static final int LONGEST_ID = 40;
  private static final int LONGEST_NOTE = 2000;
  private static final int LONGEST_WAIT_S = 3600;

  /** Below the minute after which many clients give a request up. */
  private static final int USUAL_WAIT_S = 50;

  private static final int USUAL_STEPS = 20;
  private static final int MOST_STEPS = 200;
  private static final Duration LOOKED_AGAIN = Duration.ofSeconds(5);

  private final Tasks tasks;
  private final Screens screens;
  private final Choice choice;
  private final TaskGivers givers;
  private final TaskNews news;

  @Inject
  TaskTools(Tasks tasks, Screens screens, Choice choice, TaskGivers givers, TaskNews news) {
    this.tasks = tasks;
    this.screens = screens;
    this.choice = choice;
    this.givers = givers;
    this.news = news;
  }

  /** For CDI's proxy only. */
  protected TaskTools() {
    this(null, null, null, null, null);
  }

  @Override
  public List<McpTool> tools() {
    return List.of(run(), task(), cancel(), answering(true), answering(false), answering());
  }

  private McpTool run() {
    return McpTool.changing(
        "run_task",
        "Give a goal",
        "Gives the server's own agent a goal in plain words on a desktop, and waits for what comes"
            + " of it: status, final text, cost and the screen. Each step is told as progress. When"
            + " wait_s is over, or you stop waiting or cancel this call, the task goes on: the"
            + " answer names its task_id, for task and cancel_task. Returns early when the task"
            + " needs_approval or needs_you.",
        Arguments.ofDesktop()
            .requiring("goal", Arguments.text("what is to be reached, 2 to 2000 characters"))
            .with("context", Arguments.text("what helps to reach it, up to 4000 characters"))
            .with("max_steps", Arguments.whole("after so many steps it ends", 1, MOST_STEPS))
            .with("max_usd", Arguments.number("what it may cost at most", 0, 1_000_000))
            .with("backend", Arguments.text("name of the model to use in place of the usual one"))
            .with("undo", Arguments.flag("whether the desktop is saved first, to be undone later"))
            .with("queue", Arguments.flag("whether it waits where the desktop is busy"))
            .with("wait_s", waiting(USUAL_WAIT_S)),
        true,
        (arguments, call) -> {
          Session session = choice.of(arguments, call.visit().caller());
          Duration wait = waitOf(arguments, USUAL_WAIT_S);
          TaskRequest request = TaskRequest.read(Json.write(arguments.rest()));
          givers.count(call.visit().giver());
          Task begun = tasks.submit(session.id(), request, call.visit().caller());
          call.progress(
              0,
              begun.maxSteps(),
              begun.id()
                  + (begun.status() == TaskStatus.QUEUED ? " waits its turn" : " has begun")
                  + ", and goes on if you stop waiting");
          return outcome(follow(begun, 0, wait, call), call);
        });
  }

  private McpTool task() {
    return McpTool.reading(
        "task",
        "Look at a task",
        "How a task is, and its last steps; with wait_s, once it has ended or needs an answer.",
        ofTask()
            .with("wait_s", waiting(0))
            .with(
                "last_steps",
                Arguments.whole(
                    "how many steps to tell; " + USUAL_STEPS + " where left out", 0, MOST_STEPS)),
        (arguments, call) -> {
          Task found = named(arguments, call);
          Duration wait = waitOf(arguments, 0);
          int last = arguments.whole("last_steps", 0, MOST_STEPS).orElse(USUAL_STEPS);
          arguments.refuseUnread();
          Task task = follow(found, found.stepCount(), wait, call);
          Map<String, Object> told = told(task, call);
          told.put(
              "steps",
              tasks.stepsAfter(task.id(), Math.max(0, task.stepCount() - last)).stream()
                  .map(TaskTools::told)
                  .toList());
          return Said.json(told);
        });
  }

  private McpTool cancel() {
    return McpTool.changing(
        "cancel_task",
        "End a task",
        "Ends a task; nothing happens when it has ended already.",
        ofTask(),
        true,
        (arguments, call) -> {
          Task task = named(arguments, call);
          arguments.refuseUnread();
          tasks.cancel(task.sessionId(), task.id(), call.visit().caller().name());
          return Said.json(told(follow(task, task.stepCount(), LOOKED_AGAIN, call), call));
        });
  }

  private McpTool answering(boolean yes) {
    return McpTool.changing(
        yes ? "approve_task" : "deny_task",
        yes ? "Say yes to a task" : "Say no to a task",
        (yes ? "Says yes to" : "Says no to")
            + " what a task asks: whether it may do something (needs_approval), or for what only a"
            + " person can give (needs_you; a yes means that it is done). The question is meant for"
            + " a person: answer it only as yours told you to.",
        ofTask()
            .with("step", questionStep())
            .with("note", Arguments.text("what the agent is told along with it")),
        yes,
        (arguments, call) -> {
          Task task = named(arguments, call);
          String note = arguments.text("note", 0, LONGEST_NOTE).orElse("");
          Optional<Integer> step = arguments.whole("step", 1, Integer.MAX_VALUE);
          arguments.refuseUnread();
          tasks.answer(
              task.sessionId(),
              task.id(),
              step,
              new Answer(yes, note),
              call.visit().caller().name());
          return Said.json(told(named(task.id(), call), call));
        });
  }

  private McpTool answering() {
    return McpTool.changing(
        "answer_task",
        "Answer a task",
        "Answers in words what a task that needs_you asks. The question is meant for a person:"
            + " answer it only as yours told you to.",
        ofTask()
            .requiring("text", Arguments.text("the answer, 1 to 2000 characters"))
            .with("step", questionStep()),
        true,
        (arguments, call) -> {
          Task task = named(arguments, call);
          String text = arguments.requiredText("text", 1, LONGEST_NOTE);
          Optional<Integer> step = arguments.whole("step", 1, Integer.MAX_VALUE);
          arguments.refuseUnread();
          tasks.answerInWords(
              task.sessionId(), task.id(), step, text, call.visit().caller().name());
          return Said.json(told(named(task.id(), call), call));
        });
  }

  private static Map<String, Object> questionStep() {
    return Arguments.whole(
        "number of the step that asks; refused when it asks something else by now",
        1,
        Integer.MAX_VALUE);
  }

  private static Arguments ofTask() {
    return Arguments.none().requiring("task_id", Arguments.text("as run_task told it"));
  }

  private static Map<String, Object> waiting(int usual) {
    return Arguments.whole(
        "how many seconds to wait at most; " + usual + " where left out", 0, LONGEST_WAIT_S);
  }

  private static Duration waitOf(JsonBody arguments, int usual) {
    return Duration.ofSeconds(arguments.whole("wait_s", 0, LONGEST_WAIT_S).orElse(usual));
  }

  private Task named(JsonBody arguments, Call call) {
    return named(
        arguments
            .text("task_id", 1, LONGEST_ID)
            .orElseThrow(() -> new InvalidField("task_id", "is missing")),
        call);
  }

  /** The one of that id, if its desktop is there for the caller. */
  private Task named(String id, Call call) {
    return tasks
        .find(id)
        .filter(task -> call.visit().caller().sees(task.sessionId()))
        .orElseThrow(() -> new UnknownTask(id));
  }

  /**
   * Tells each step after a given one, until the task ends or asks, nobody wants to hear it any
   * more, or the time is over.
   *
   * @return how the task is then
   */
  private Task follow(Task begun, int told, Duration atMost, Call call)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    int last = told;
    try (TaskNews.Interest interest = news.of(begun.id(), call)) {
      while (true) {
        // Before its steps: a task that has ended gets no further one.
        Task task = named(begun.id(), call);
        for (Step step : tasks.stepsAfter(task.id(), last)) {
          call.progress(step.number(), task.maxSteps(), words(step));
          last = step.number();
        }
        Duration left = Duration.ofNanos(end - System.nanoTime());
        boolean rests = task.status().ended() || task.status().asks();
        if (rests || !call.wanted() || left.isNegative()) {
          return task;
        }
        call.await(left.compareTo(LOOKED_AGAIN) < 0 ? left : LOOKED_AGAIN);
      }
    }
  }

  private static String words(Step step) {
    String deed = step.verb().map(verb -> verb + ": " + step.result()).orElse("");
    return deed.isEmpty() ? step.text() : deed;
  }

  private Said outcome(Task task, Call call) {
    boolean missed = task.status().ended() && task.status() != TaskStatus.COMPLETED;
    return Said.json(told(task, call)).showing(screens.awake(task.sessionId())).refusedIf(missed);
  }

  private Map<String, Object> told(Task task, Call call) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("task_id", task.id());
    told.put("desktop", task.sessionId());
    told.put("goal", task.goal().text());
    told.put("status", task.status().word());
    told.put("step_count", task.stepCount());
    told.put("max_steps", task.maxSteps());
    told.put("total_cost_usd", task.totalCostUsd());
    told.put("final_text", task.finalText());
    told.put("error", task.error());
    if (task.status().asks()) {
      question(task)
          .ifPresent(
              asks -> {
                told.put("question", asks.text());
                told.put("question_step", asks.number());
              });
    }
    told.put("live_url", DesktopTools.liveUrl(task.sessionId(), call.visit()));
    return told;
  }

  /** The step that asks is the last one. */
  private Optional<Step> question(Task task) {
    return tasks.step(task.id(), task.stepCount());
  }

  private static Map<String, Object> told(Step step) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("step", step.number());
    step.verb().ifPresent(verb -> told.put("action", verb));
    if (!step.parameters().isEmpty()) {
      told.put("parameters", step.parameters());
    }
    told.put("result", step.result());
    told.put("text", step.text());
    told.put("cost_usd", step.costUsd());
    told.put("at", step.at());
    return told;
  }
}
