package dev.atelier.recipe;

import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import dev.atelier.vision.Goal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what requests and files say of recipes. */
final class RecipeFields {
  private RecipeFields() {}

  /** Reads {@code {name, description?, goal, backend?, example?, shared?}}. */
  static RecipeDraft draft(JsonBody json) {
    return draft(json, json.requiredText("goal", Goal.SHORTEST, Goal.LONGEST));
  }

  /** The same with a goal that was found elsewhere. */
  static RecipeDraft draft(JsonBody json, String goal) {
    String name = json.requiredText("name", 1, RecipeDraft.LONGEST_NAME);
    String description = json.text("description", 0, RecipeDraft.LONGEST_DESCRIPTION).orElse("");
    Optional<String> backend = json.text("backend", 1, RecipeDraft.LONGEST_BACKEND);
    Map<String, String> example =
        json.object("example").map(values -> texts("example.", values)).orElse(Map.of());
    boolean shared = json.flag("shared").orElse(false);
    json.refuseUnread();
    return new RecipeDraft(name, description, goal, backend, example, shared);
  }

  /** The values of {@code {blanks: {…}}}. */
  static Map<String, String> blanks(JsonBody json) {
    return json.object("blanks").map(values -> texts("blanks.", values)).orElse(Map.of());
  }

  private static Map<String, String> texts(String prefix, JsonBody values) {
    Map<String, String> texts = new TreeMap<>();
    for (String name : values.fields()) {
      if (!name.matches(Blanks.NAME)) {
        throw new InvalidField(prefix + "…", "has a name that no blank can have");
      }
      texts.put(
          name,
          values
              .text(name, 1, Blanks.LONGEST_VALUE)
              .orElseThrow(() -> new InvalidField(prefix + name, "is missing")));
    }
    return texts;
  }
}
