package dev.atelier.task;

import dev.atelier.control.HandOver;
import java.time.Duration;

/** Puts into words that a person drove. */
final class HandOvers {
  private HandOvers() {}

  /** For the model. */
  static String told(HandOver handOver) {
    String told =
        "A person took control of the desktop for "
            + words(handOver.drove())
            + (handOver.handedBack() ? " and handed it back" : "; their connection ended then")
            + ". What you see is the screen as they left it.";
    return handOver.note().isBlank()
        ? told
        : told + " They said: “" + handOver.note().strip() + "”";
  }

  /** For the model, when somebody let it go on. */
  static String goOn(String words) {
    return words.isBlank() ? "They let you go on." : "They let you go on: “" + words.strip() + "”";
  }

  /** For whoever is to say whether the task may go on. */
  static String question(HandOver handOver) {
    return handOver.person()
        + " had control for "
        + words(handOver.drove())
        + " and did not hand it back. May the assistant go on?";
  }

  private static String words(Duration time) {
    long seconds = Math.max(1, time.toSeconds());
    if (seconds < 60) {
      return seconds == 1 ? "1 second" : seconds + " seconds";
    }
    long minutes = Math.max(1, time.toMinutes());
    return minutes == 1 ? "1 minute" : minutes + " minutes";
  }
}
