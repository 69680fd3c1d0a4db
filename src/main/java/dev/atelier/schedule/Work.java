package dev.atelier.schedule;

import dev.atelier.json.InvalidField;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is to be done: a recipe with values in its blanks, or a goal.
 *
 * @param backend for a goal; a recipe has its own
 */
public record Work(
    Optional<String> recipeId,
    Map<String, String> blanks,
    Optional<String> goal,
    Optional<String> backend) {
  public Work {
    blanks = Map.copyOf(new TreeMap<>(blanks));
    if (recipeId.isPresent() == goal.isPresent()) {
      throw new InvalidField("goal", "or recipe_id must be there, and not both");
    }
    if (recipeId.isPresent() && backend.isPresent()) {
      throw new InvalidField("backend", "is the recipe's own; leave it out");
    }
    if (goal.isPresent() && !blanks.isEmpty()) {
      throw new InvalidField("blanks", "are for recipes; write the goal out");
    }
  }

  public static Work recipe(String id, Map<String, String> blanks) {
    return new Work(Optional.of(id), blanks, Optional.empty(), Optional.empty());
  }

  public static Work goal(String text, Optional<String> backend) {
    return new Work(Optional.empty(), Map.of(), Optional.of(text), backend);
  }
}
