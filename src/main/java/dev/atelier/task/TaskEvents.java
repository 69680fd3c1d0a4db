package dev.atelier.task;

import dev.atelier.json.Json;
import dev.atelier.stream.EventStream.ServerEvent;
import dev.atelier.stream.EventStream.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A task's steps as events, read from the record on from a given step, and its end. What was missed
 * is therefore the same as what is new, also after a restart. Used by one thread at a time.
 */
final class TaskEvents implements Source {
  private static final int PAGE = 50;

  private final TaskRepository tasks;
  private final String taskId;
  private final BiFunction<Task, Step, ?> view;
  private int last;
  private boolean ended;

  TaskEvents(TaskRepository tasks, String taskId, int last, BiFunction<Task, Step, ?> view) {
    this.tasks = tasks;
    this.taskId = taskId;
    this.last = last;
    this.view = view;
  }

  @Override
  public List<ServerEvent> next() {
    if (ended) {
      return List.of();
    }
    // Status before steps: a task that has ended gets no further step.
    Task task = tasks.find(taskId).orElseThrow(() -> new UnknownTask(taskId));
    List<Step> steps = tasks.stepsAfter(taskId, last, PAGE);
    if (!steps.isEmpty()) {
      last = steps.get(steps.size() - 1).number();
      return steps.stream().map(step -> event(task, step)).toList();
    }
    if (task.status().ended()) {
      ended = true;
      return List.of(end(task));
    }
    return List.of();
  }

  @Override
  public boolean ended() {
    return ended;
  }

  private ServerEvent event(Task task, Step step) {
    return new ServerEvent(
        "step", Integer.toString(step.number()), Json.write(view.apply(task, step)));
  }

  private static ServerEvent end(Task task) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("status", task.status().word());
    data.put("final_text", task.finalText());
    data.put("error", task.error());
    return new ServerEvent("end", "", Json.write(data));
  }
}
