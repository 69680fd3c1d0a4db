package dev.atelier.vision.openai;

import java.util.Locale;
import java.util.Optional;

/** How a model is asked. */
enum Mode {
  /** By the computer tool of the Responses API. */
  COMPUTER,
  /** By functions named after the verbs, over Chat Completions. */
  FUNCTIONS;

  /**
   * The one that is set, else the one that fits the model's name.
   *
   * @throws IllegalArgumentException when something else is set
   */
  static Mode of(Optional<String> setting, String model) {
    String name = model.toLowerCase(Locale.ROOT);
    return switch (setting.orElse("").toLowerCase(Locale.ROOT)) {
      case "computer" -> COMPUTER;
      case "functions" -> FUNCTIONS;
      case "" -> name.startsWith("computer-use") || name.startsWith("gpt-5") ? COMPUTER : FUNCTIONS;
      default ->
          throw new IllegalArgumentException(
              "OPENAI_MODE is computer or functions, not “" + setting.orElse("") + "”");
    };
  }
}
