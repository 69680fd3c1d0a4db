package dev.atelier.task;

import java.time.Duration;

/** May object to a task's next step, before it is decided. Thread-safe. */
public interface TaskGuard {

  /** The name it is listed by. */
  String name();

  /** What it thinks of the task going on; called before each decision and between actions. */
  Verdict judge(Progress progress);

  /**
   * What it thinks of work that goes on and on, such as a call that is not answered; asked about
   * once a second, on a thread of its own. It may only stop it: there is nobody to warn.
   *
   * @param worked how long the task was worked on, without the time it waited for a person
   */
  default Verdict meanwhile(Duration worked) {
    return Verdict.goOn();
  }

  /** What a guard thinks. */
  sealed interface Verdict {

    /** Go on. */
    record GoOn() implements Verdict {}

    /** Go on, and tell the model these words with the next picture. */
    record Warn(String words) implements Verdict {}

    /** End the task here. */
    record Stop(TaskStatus status, String reason) implements Verdict {
      public Stop {
        if (!status.ended()) {
          throw new IllegalArgumentException(
              "a task does not end as " + status.word() + "; choose a status that is an end");
        }
      }
    }

    static Verdict goOn() {
      return new GoOn();
    }
  }
}
