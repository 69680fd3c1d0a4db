package dev.atelier.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionReader;
import dev.atelier.desktop.InvalidAction;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.UnknownVerb;
import dev.atelier.json.InvalidField;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import dev.atelier.task.TaskStatus;
import dev.atelier.task.Tasks;
import dev.atelier.vision.Goal;
import dev.atelier.vision.StepWriter;
import dev.atelier.vision.StepWriter.Deed;
import dev.atelier.vision.StepWriter.NotWritable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** What a task did, as the goal of a recipe that does it again without a model. Thread-safe. */
@ApplicationScoped
public class SavedTasks {
  private static final String FIELD = "from_task";

  /** How the result of an action that failed begins, after which another one was found. */
  private static final String FAILED = "desktop error:";

  private static final int MOST_AT_ONCE = 2;

  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final Tasks tasks;
  private final StepWriter writer;

  @Inject
  public SavedTasks(Tasks tasks, StepWriter writer) {
    this.tasks = tasks;
    this.writer = writer;
  }

  /** For CDI's proxy only. */
  protected SavedTasks() {
    this(null, null);
  }

  /**
   * The written steps of a task that was completed: the goal itself where it was written steps,
   * else what was done, its places by the words that were seen there.
   *
   * @throws InvalidField when it is not completed, or a step of it cannot be written down
   * @throws TooManySavings while others are being written
   */
  public String steps(Task task) {
    if (task.status() != TaskStatus.COMPLETED) {
      throw new InvalidField(
          FIELD,
          "names a task that is not completed; only what worked once can be expected to work again");
    }
    if (task.backend().equals(Recipes.WRITTEN_STEPS)) {
      return task.goal().text();
    }
    String steps = written(task);
    if (steps.isEmpty()) {
      throw new InvalidField(FIELD, "names a task that did nothing but look; there is no step");
    }
    if (steps.codePointCount(0, steps.length()) > Goal.LONGEST) {
      throw new InvalidField(
          FIELD,
          "names a task whose steps take more than "
              + Goal.LONGEST
              + " characters; give the goal in parts and save each");
    }
    return steps;
  }

  private String written(Task task) {
    List<Deed> deeds =
        tasks.steps(task.id()).stream()
            .filter(step -> step.verb().isPresent() && !step.result().startsWith(FAILED))
            .map(this::deed)
            .toList();
    if (!places.tryAcquire()) {
      throw new TooManySavings();
    }
    try {
      return writer.write(deeds);
    } catch (NotWritable told) {
      throw new InvalidField(FIELD, "names a task of which " + told.getMessage());
    } finally {
      places.release();
    }
  }

  private Deed deed(Step step) {
    try {
      Action action = ActionReader.read(step.verb().orElseThrow(), step.parameters());
      return new Deed(step.number(), action, () -> picture(step));
    } catch (InvalidAction | UnknownVerb other) {
      throw new InvalidField(
          FIELD,
          "names a task of which step "
              + step.number()
              + " ("
              + step.verb().orElseThrow()
              + ") is nothing that a written step can do");
    }
  }

  private Optional<Screenshot> picture(Step step) {
    return tasks.picture(step.taskId(), step.number()).map(Screenshot::read);
  }
}
