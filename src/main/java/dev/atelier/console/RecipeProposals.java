package dev.atelier.console;

import dev.atelier.recipe.RecipeDraft;
import dev.atelier.recipe.Recipes;
import dev.atelier.recipe.SavedTasks;
import dev.atelier.task.Task;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** What the fields of a new recipe hold at first. */
@Dependent
public class RecipeProposals {
  private final SavedTasks savedTasks;

  @Inject
  RecipeProposals(SavedTasks savedTasks) {
    this.savedTasks = savedTasks;
  }

  /** The steps of a task; reads again what it saw, which takes a moment. */
  RecipeDraft of(Task task) {
    String name = task.goal().text().lines().findFirst().orElse("").strip();
    return new RecipeDraft(
        shortened(name),
        "",
        savedTasks.steps(task),
        Optional.of(Recipes.WRITTEN_STEPS),
        Map.of(),
        false);
  }

  /** Another one like it, which nobody else sees. */
  RecipeDraft copy(RecipeDraft draft, String name) {
    return new RecipeDraft(
        shortened(name),
        draft.description(),
        draft.goal(),
        draft.backend(),
        draft.example(),
        false);
  }

  private static String shortened(String name) {
    return name.length() <= RecipeDraft.LONGEST_NAME
        ? name
        : name.substring(0, RecipeDraft.LONGEST_NAME - 1) + "…";
  }
}
