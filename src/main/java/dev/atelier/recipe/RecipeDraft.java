package dev.atelier.recipe;

import dev.atelier.json.InvalidField;
import dev.atelier.vision.Goal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a person says of a recipe.
 *
 * @param goal with blanks; written steps or a goal for a model, whichever the backend follows
 * @param backend the configured one where it is empty
 * @param example values that the blanks may have; of some, of all or of none
 * @param shared whether everybody sees it
 */
public record RecipeDraft(
    String name,
    String description,
    String goal,
    Optional<String> backend,
    Map<String, String> example,
    boolean shared) {
  public static final int LONGEST_NAME = 80;
  public static final int LONGEST_DESCRIPTION = 500;
  static final int LONGEST_BACKEND = 40;

  public RecipeDraft {
    name = bounded("name", name.strip(), 1, LONGEST_NAME);
    description = bounded("description", description.strip(), 0, LONGEST_DESCRIPTION);
    goal = bounded("goal", goal.strip(), Goal.SHORTEST, Goal.LONGEST);
    Blanks blanks = Blanks.of(goal);
    example = Map.copyOf(new TreeMap<>(example));
    for (Map.Entry<String, String> value : example.entrySet()) {
      if (!blanks.names().contains(value.getKey())) {
        throw new InvalidField(
            "example." + value.getKey(), "is no blank of the goal; write it as {{…}} there");
      }
      bounded("example." + value.getKey(), value.getValue(), 1, Blanks.LONGEST_VALUE);
    }
  }

  private static String bounded(String field, String text, int least, int most) {
    int length = text.codePointCount(0, text.length());
    if (length < least || length > most) {
      throw new InvalidField(field, "must have " + least + " to " + most + " characters");
    }
    return text;
  }

  public Blanks blanks() {
    return Blanks.of(goal);
  }
}
