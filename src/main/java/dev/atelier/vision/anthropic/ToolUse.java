package dev.atelier.vision.anthropic;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionReader;
import dev.atelier.desktop.InvalidAction;
import dev.atelier.desktop.UnknownVerb;
import dev.atelier.vision.Fillable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A model's wish.
 *
 * @param name of the tool
 * @param toolset whose tool it is, where the model says so
 * @param input its parameters as decoded JSON
 */
record ToolUse(String id, String name, Optional<String> toolset, Map<String, Object> input) {
  static final String ASK_FOR_APPROVAL = "ask_for_approval";
  static final String ASK_PERSON = "ask_person";

  boolean asksForApproval() {
    return name.equals(ASK_FOR_APPROVAL);
  }

  boolean asksPerson() {
    return name.equals(ASK_PERSON);
  }

  boolean asks() {
    return asksForApproval() || asksPerson();
  }

  /** What is about to be done, or is needed, in the model's words. */
  String question() {
    Object question = input.get("question");
    if (question instanceof String text && !text.isBlank()) {
      return text.strip();
    }
    throw new InvalidAction("question", "is missing");
  }

  /**
   * The action it means, with places on the picture.
   *
   * @throws InvalidAction when it makes no sense
   * @throws UnknownVerb when there is no such action
   */
  Action action(ComputerTool tool) {
    Map<String, Object> parameters = new LinkedHashMap<>(input);
    parameters.values().removeIf(Objects::isNull);
    if (tool.isToolset() || name.equals(Fillable.VERB)) {
      return ActionReader.read(name, parameters);
    }
    if (!name.equals(ComputerTool.NAME)) {
      throw new InvalidAction("name", "“" + name + "” is not a tool; use " + ComputerTool.NAME);
    }
    if (parameters.remove("action") instanceof String verb) {
      return ActionReader.read(verb, parameters);
    }
    throw new InvalidAction("action", "is missing");
  }
}
