package dev.atelier.recipe;

/** What is asked of the library cannot be done as things stand; the message says why. */
public final class RecipeRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RecipeRefused(String message) {
    super(message);
  }
}
