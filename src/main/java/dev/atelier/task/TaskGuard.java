package dev.atelier.task;

/** May object to a task's next step, before it is decided. Thread-safe. */
public interface TaskGuard {

  /** The name it is listed by. */
  String name();

  /** What it thinks of the task going on; called before each decision and between actions. */
  Verdict judge(Progress progress);

  /** What a guard thinks. */
  sealed interface Verdict {

    /** Go on. */
    record GoOn() implements Verdict {}

    /** Go on, and tell the model these words with the next picture. */
    record Warn(String words) implements Verdict {}

    /** End the task here. */
    record Stop(TaskStatus status, String reason) implements Verdict {}

    static Verdict goOn() {
      return new GoOn();
    }
  }
}
