package dev.atelier.vision;

/**
 * A secret that may be filled in on the desktop, as a model is told of it.
 *
 * @param site where it may be typed, in words
 */
public record Fillable(String name, String site) {
  /** The verb, which is also what models know it by. */
  public static final String VERB = "fill";

  /** How it is used, for a model. */
  public static final String HOW =
      "use " + VERB + " with the secret's name and the place of the field.";

  /** What the verb does, for a model. */
  public static final String PURPOSE =
      "Has a secret that is kept for you typed into the field at a place. You give its name and never"
          + " see its value.";
}
