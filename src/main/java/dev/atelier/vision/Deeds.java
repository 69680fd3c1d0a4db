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
  static String told(String question, Observation.Answer answer) {
    String words = answer.words().strip();
    return "asked: "
        + question.strip()
        + " — the person said "
        + (answer.approved() ? "yes" : "no, do not do it")
        + (words.isEmpty() ? "" : ": " + words);
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
