package dev.atelier.recipe;

/**
 * A recipe was made, changed or deleted. Fired within the transaction that stores it.
 *
 * @param type as the audit names it, such as {@code recipe.added}
 * @param actor who caused it
 */
public record RecipeChanged(String type, Recipe recipe, String actor) {}
