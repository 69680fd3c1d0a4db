package dev.atelier.recipe;

/** There is no recipe of that id, or none that the caller may see. */
public final class UnknownRecipe extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownRecipe(String id) {
    super("there is no recipe " + id);
  }
}
