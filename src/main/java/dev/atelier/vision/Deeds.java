package dev.atelier.vision;

import java.util.Map;
import java.util.stream.Collectors;

/** Puts what was done into words for a model that was not there. */
public final class Deeds {
  private Deeds() {}

  static String told(Observation.Outcome outcome) {
    return told(outcome.action().verb(), outcome.action().parameters(), outcome.message());
  }

  /** One line: what a person was asked, and what they said. */
  static String told(Decision question, Observation.Answer answer) {
    String words = answer.words().strip();
    return "asked: "
        + question.reason().strip()
        + " — the person "
        + (question instanceof Decision.AskPerson ? given(answer) : decided(answer))
        + (words.isEmpty() ? "" : ": " + words);
  }

  private static String decided(Observation.Answer answer) {
    return answer.approved() ? "said yes" : "said no, do not do it";
  }

  private static String given(Observation.Answer answer) {
    if (!answer.approved()) {
      return "said no, they will not";
    }
    return answer.words().isBlank() ? "said that it is done" : "answered";
  }

  /** One line: the verb, its parameters and what came of it. */
  public static String told(String verb, Map<String, Object> parameters, String result) {
    String details =
        parameters.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return verb + (details.isEmpty() ? "" : " (" + details + ")") + ": " + result;
  }
}
