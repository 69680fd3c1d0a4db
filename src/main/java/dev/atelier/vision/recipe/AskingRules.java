package dev.atelier.vision.recipe;

import java.util.Locale;

/** How steps that need a person are worded: {@code ask "Which invoice?"}, {@code ask me to …}. */
final class AskingRules {
  private static final String WHOM = "ask\\s+(?:me|us|the\\s+(?:person|user)|somebody|someone)";

  private AskingRules() {}

  static void addTo(StepRules rules) {
    rules.add(
        "(?:ask|" + WHOM + ")[\\s,:]+" + Wording.Q,
        m -> rules.phrase(m.group(1)).map(AskThePerson::new));
    rules.add(
        WHOM + "\\s+((?:to|for|about|whether|if|which|what|who|when|where|how)\\s+.+)",
        m -> rules.phrase(m.group(1)).map(words -> new AskThePerson(asQuestion(words))));
  }

  /** The person reads “Please log in”, as the step said “ask me to log in”. */
  private static String asQuestion(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return lower.startsWith("to ")
        ? "Please " + words.substring(3).strip()
        : "I need to ask " + words;
  }
}
