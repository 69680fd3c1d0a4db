package dev.atelier.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tasks and their steps in maps. Thread-safe. */
public final class MemoryTaskRepository implements TaskRepository {
  private static final Comparator<Task> NEWEST_FIRST =
      Comparator.comparing(Task::startedAt).thenComparing(Task::id).reversed();

  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final Map<String, List<Step>> steps = new LinkedHashMap<>();
  private final Map<String, Map<Integer, Instant>> removed = new LinkedHashMap<>();
  private final Map<String, List<ResultFile>> files = new LinkedHashMap<>();
  private final Set<String> purged = new HashSet<>();

  @Override
  public synchronized void add(Task task) {
    tasks.put(task.id(), task);
    steps.put(task.id(), new ArrayList<>());
  }

  @Override
  public synchronized void update(Task task) {
    tasks.replace(task.id(), task);
  }

  @Override
  public synchronized void begin(Task task) {
    update(task);
  }

  @Override
  public synchronized void keepFiles(String taskId, List<ResultFile> found) {
    files.put(taskId, List.copyOf(found));
  }

  @Override
  public synchronized Optional<List<ResultFile>> files(String taskId) {
    return Optional.ofNullable(files.get(taskId));
  }

  @Override
  public synchronized boolean resume(Task task) {
    boolean atTheCap =
        find(task.id()).filter(kept -> kept.status() == TaskStatus.BUDGET_EXCEEDED_USD).isPresent();
    if (atTheCap) {
      update(task);
    }
    return atTheCap;
  }

  @Override
  public synchronized Optional<Task> find(String taskId) {
    return Optional.ofNullable(tasks.get(taskId));
  }

  @Override
  public List<Task> ofSession(String sessionId, TaskPlace from, int limit) {
    return those(task -> task.sessionId().equals(sessionId) && from.isBefore(task))
        .sorted(NEWEST_FIRST)
        .limit(limit)
        .toList();
  }

  @Override
  public List<Task> matching(TaskFilter filter, TaskPlace from, int limit) {
    return those(task -> from.isBefore(task) && filter.admits(task))
        .sorted(NEWEST_FIRST)
        .limit(limit)
        .toList();
  }

  @Override
  public List<String> startedSince(Instant moment) {
    return those(task -> !task.startedAt().isBefore(moment)).map(Task::id).toList();
  }

  /** Sessions are not known here: of all that have a task. */
  @Override
  public List<Task> newestOfEach() {
    Map<String, Task> newest = new LinkedHashMap<>();
    those(task -> task.status() != TaskStatus.QUEUED)
        .sorted(NEWEST_FIRST)
        .forEach(task -> newest.putIfAbsent(task.sessionId(), task));
    return List.copyOf(newest.values());
  }

  @Override
  public List<Step> lastStepsOfUnfinished() {
    return unfinished().stream()
        .flatMap(task -> stepsAfter(task.id(), task.stepCount() - 1, 1).stream())
        .toList();
  }

  @Override
  public List<Task> unfinished() {
    return those(task -> !task.status().ended()).toList();
  }

  @Override
  public synchronized void append(Step step) {
    List<Step> kept = steps.get(step.taskId());
    if (step.number() != kept.size() + 1) {
      throw new IllegalStateException("step " + step.number() + " follows " + kept.size());
    }
    kept.add(step);
  }

  @Override
  public synchronized void answered(String taskId, int step, String words) {
    steps
        .get(taskId)
        .replaceAll(kept -> kept.number() == step ? SampleTasks.answered(kept, words) : kept);
  }

  @Override
  public synchronized List<Step> stepsAfter(String taskId, int number, int limit) {
    return steps.getOrDefault(taskId, List.of()).stream()
        .filter(step -> step.number() > number)
        .limit(limit)
        .toList();
  }

  /** From now on the steps of a session show nothing. */
  synchronized void purge(String sessionId) {
    purged.add(sessionId);
  }

  @Override
  public List<String> pictures(String sessionId) {
    return shownBy(task -> task.sessionId().equals(sessionId)).distinct().toList();
  }

  @Override
  public synchronized boolean shows(String picture) {
    return shownBy(task -> !purged.contains(task.sessionId())).anyMatch(picture::equals);
  }

  @Override
  public List<ShownPicture> picturesShown(Instant from, Instant before, int limit) {
    return allSteps()
        .filter(step -> !step.at().isBefore(from) && step.at().isBefore(before))
        .flatMap(step -> step.picture().map(name -> new ShownPicture(name, step.at())).stream())
        .sorted(Comparator.comparing(ShownPicture::at))
        .limit(limit)
        .toList();
  }

  @Override
  public boolean showsSince(String picture, Instant moment) {
    return allSteps()
        .filter(step -> !step.at().isBefore(moment))
        .anyMatch(step -> step.picture().filter(picture::equals).isPresent());
  }

  @Override
  public synchronized void pictureRemoved(String picture, Instant before, Instant at) {
    steps.values().forEach(kept -> kept.replaceAll(step -> without(step, picture, before, at)));
  }

  private Step without(Step step, String picture, Instant before, Instant at) {
    if (!step.at().isBefore(before) || step.picture().filter(picture::equals).isEmpty()) {
      return step;
    }
    removed.computeIfAbsent(step.taskId(), id -> new LinkedHashMap<>()).put(step.number(), at);
    return SampleTasks.blind(step);
  }

  @Override
  public synchronized Map<Integer, Instant> picturesRemoved(String taskId) {
    return Map.copyOf(removed.getOrDefault(taskId, Map.of()));
  }

  private synchronized Stream<Step> allSteps() {
    return steps.values().stream().flatMap(List::stream).toList().stream();
  }

  private Stream<String> shownBy(Predicate<Task> wanted) {
    return those(wanted)
        .flatMap(task -> stepsAfter(task.id(), 0, Integer.MAX_VALUE).stream())
        .flatMap(step -> step.picture().stream());
  }

  private synchronized Stream<Task> those(Predicate<Task> wanted) {
    return List.copyOf(tasks.values()).stream().filter(wanted);
  }
}
