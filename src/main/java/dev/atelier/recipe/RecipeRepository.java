package dev.atelier.recipe;

import dev.atelier.Owner;
import java.util.List;
import java.util.Optional;

/** Keeps recipes. Takes part in the caller's transaction. Thread-safe. */
public interface RecipeRepository {
  void add(Recipe recipe);

  Optional<Recipe> find(String id);

  /**
   * Some of them, the newest first.
   *
   * @param seenBy the only one whose private ones are among them; empty for all
   * @param before the id of the one after which to begin; empty for the first page
   */
  List<Recipe> list(Optional<Owner> seenBy, Optional<String> before, int limit);

  int count();

  /** Whether it was there. */
  boolean update(Recipe recipe);

  /** Whether it was there. */
  boolean remove(String id);
}
