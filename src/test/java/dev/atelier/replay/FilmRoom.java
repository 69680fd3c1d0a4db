package dev.atelier.replay;

import dev.atelier.HandSetClock;
import dev.atelier.audit.AuditEntry;
import dev.atelier.audit.MemoryAuditRepository;
import dev.atelier.desktop.Screenshot;
import dev.atelier.task.MemoryPictures;
import dev.atelier.task.MemoryTaskRepository;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import dev.atelier.vision.Goal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** One task on the desktop {@code sess_a}, step by step, with what is on record beside it. */
final class FilmRoom {
  static final String SESSION = "sess_a";
  static final String TASK = "task_a";
  static final Instant START = SampleTasks.START;
  static final int WIDTH = 640;
  static final int HEIGHT = 400;

  final MemoryTaskRepository tasks = new MemoryTaskRepository();
  final MemoryPictures pictures = new MemoryPictures();
  final MemoryAuditRepository audit = new MemoryAuditRepository();
  final HandSetClock clock = new HandSetClock();
  final Films films = new Films(tasks, pictures, audit, clock);
  private int steps;
  private int entries;

  FilmRoom() {
    this("pay the “electricity” bill");
  }

  FilmRoom(String goal) {
    clock.pass(Duration.ofHours(1));
    Task sample = SampleTasks.running(TASK, SESSION);
    tasks.add(
        new Task(
            TASK,
            SESSION,
            new Goal(goal, ""),
            sample.askBefore(),
            sample.backend(),
            sample.model(),
            sample.status(),
            sample.maxSteps(),
            sample.maxUsd(),
            0,
            new BigDecimal("0.03"),
            "",
            "",
            START,
            Optional.empty()));
  }

  /** A step at so many seconds, decided on a screen of one colour. */
  FilmRoom step(long second, int colour, String verb, Map<String, Object> parameters, String why) {
    return step(
        second,
        Optional.of(pictures.store(screen(colour))),
        Optional.of(verb),
        parameters,
        why,
        "");
  }

  FilmRoom says(long second, int colour, String words, String answer) {
    return step(
        second,
        Optional.of(pictures.store(screen(colour))),
        Optional.empty(),
        Map.of(),
        words,
        answer);
  }

  private FilmRoom step(
      long second,
      Optional<String> picture,
      Optional<String> verb,
      Map<String, Object> parameters,
      String text,
      String result) {
    steps++;
    tasks.append(
        new Step(
            TASK,
            steps,
            verb,
            parameters,
            result,
            text,
            new BigDecimal("0.01"),
            new BigDecimal("0.01").multiply(BigDecimal.valueOf(steps)),
            START.plusSeconds(second),
            Duration.ofMillis(120),
            picture,
            Optional.of("scripted")));
    return this;
  }

  /** What is on record of control: at so many seconds, by whom, in which epoch. */
  FilmRoom control(long second, String type, String actor, long epoch, String note) {
    entries++;
    audit.append(
        new AuditEntry(
            SESSION,
            entries,
            START.plusSeconds(second),
            Optional.of(TASK),
            0,
            actor,
            "control." + type,
            note.isEmpty() ? Map.of() : Map.of("note", note),
            epoch,
            AuditEntry.BEGINNING,
            ""));
    return this;
  }

  FilmRoom ended() {
    tasks.update(SampleTasks.completed(tasks.find(TASK).orElseThrow(), "it is paid"));
    return this;
  }

  Film film() {
    return films.of(SESSION, TASK);
  }

  Frame frame(int number) {
    return film().frames().get(number - 1);
  }

  static Screenshot screen(int colour) {
    int[] pixels = new int[WIDTH * HEIGHT];
    Arrays.fill(pixels, colour);
    return new Screenshot(WIDTH, HEIGHT, pixels);
  }
}
