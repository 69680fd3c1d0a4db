package dev.atelier.replay;

import dev.atelier.audit.AuditEntry;
import dev.atelier.audit.AuditRepository;
import dev.atelier.desktop.Size;
import dev.atelier.task.Pictures;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import dev.atelier.task.TaskRepository;
import dev.atelier.task.UnknownTask;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tasks as film strips, from what is on record of them. Thread-safe. */
@ApplicationScoped
public class Films {
  private static final int MOST_ENTRIES = 1000;

  private final TaskRepository tasks;
  private final Pictures pictures;
  private final AuditRepository audit;
  private final Clock clock;

  @Inject
  Films(TaskRepository tasks, Pictures pictures, AuditRepository audit, Clock clock) {
    this.tasks = tasks;
    this.pictures = pictures;
    this.audit = audit;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Films() {
    this(null, null, null, null);
  }

  /**
   * The strip of a task, also of one that is at work.
   *
   * @throws UnknownTask when that desktop has none of that id
   */
  public Film of(String sessionId, String taskId) {
    Task task =
        tasks
            .find(taskId)
            .filter(found -> found.sessionId().equals(sessionId))
            .orElseThrow(() -> new UnknownTask(taskId));
    return new Film(
        task.id(),
        task.sessionId(),
        task.goal().text(),
        task.status().word(),
        task.startedAt(),
        task.finishedAt().orElse(null),
        task.finalText(),
        task.error(),
        task.totalCostUsd(),
        frames(task));
  }

  /** What a frame of a film shows, as PNG. */
  Optional<byte[]> png(Film film, Frame frame) {
    if (frame.step() == null || frame.screenshotUrl() == null) {
      return Optional.empty();
    }
    return tasks.stepsAfter(film.taskId(), frame.step() - 1, 1).stream()
        .findFirst()
        .flatMap(Step::picture)
        .flatMap(pictures::png);
  }

  /** The steps, and between them what people did, in the order of time. */
  private List<Frame> frames(Task task) {
    List<Frame> steps = ofSteps(task);
    List<Frame> all = new ArrayList<>();
    BigDecimal spent = BigDecimal.ZERO;
    int next = 0;
    for (Drive drive : drives(task)) {
      while (next < steps.size() && !steps.get(next).at().isAfter(drive.at())) {
        spent = steps.get(next).totalCostUsd();
        all.add(steps.get(next++));
      }
      all.add(frame(task, drive, spent));
    }
    all.addAll(steps.subList(next, steps.size()));
    return all;
  }

  private List<Drive> drives(Task task) {
    Instant until = task.finishedAt().orElseGet(clock::instant);
    List<AuditEntry> entries =
        audit.between(task.sessionId(), task.startedAt(), until, Drive.ENTRIES, MOST_ENTRIES);
    return Drive.during(task.id(), entries);
  }

  private Frame frame(Task task, Drive drive, BigDecimal spent) {
    Instant now = task.finishedAt().orElseGet(clock::instant);
    return new Frame(
        Frame.PERSON,
        null,
        drive.at(),
        drive.length(now).toMillis(),
        null,
        null,
        null,
        null,
        null,
        Mark.NONE,
        drive.sentence(now, task.status().ended()),
        drive.note(),
        "",
        BigDecimal.ZERO,
        spent,
        drive.driver());
  }

  private List<Frame> ofSteps(Task task) {
    Map<Integer, Instant> removed = tasks.picturesRemoved(task.id());
    Map<String, Shown> shown = new HashMap<>();
    List<Frame> frames = new ArrayList<>();
    for (Step step : tasks.stepsAfter(task.id(), 0, Integer.MAX_VALUE)) {
      Optional<Shown> picture =
          step.picture().map(name -> shown.computeIfAbsent(name, any -> shown(task, step, name)));
      Optional<Integer> age =
          Optional.ofNullable(removed.get(step.number()))
              .map(at -> (int) Duration.between(step.at(), at).toDays());
      frames.add(frame(step, picture, age));
    }
    return frames;
  }

  /** Where a picture is first shown, and how large it is; without a size it is not there. */
  private record Shown(String url, Optional<Size> size) {}

  private Shown shown(Task task, Step step, String name) {
    String url =
        "/sessions/%s/task/%s/steps/%d/screenshot"
            .formatted(task.sessionId(), task.id(), step.number());
    return new Shown(url, pictures.size(name));
  }

  private static Frame frame(Step step, Optional<Shown> picture, Optional<Integer> age) {
    Optional<Size> size = picture.flatMap(Shown::size);
    return new Frame(
        step.verb().isPresent() ? Frame.ACTION : Frame.WORDS,
        step.number(),
        step.at(),
        step.duration().toMillis(),
        size.map(there -> picture.get().url()).orElse(null),
        size.map(Size::width).orElse(null),
        size.map(Size::height).orElse(null),
        age.orElse(null),
        step.verb().orElse(null),
        Mark.of(step.parameters()),
        Sentences.of(step),
        step.verb().isPresent() ? step.text() : "",
        step.result(),
        step.costUsd(),
        step.totalCostUsd(),
        Frame.ASSISTANT);
  }
}
