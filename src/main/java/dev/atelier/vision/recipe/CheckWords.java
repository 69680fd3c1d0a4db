package dev.atelier.vision.recipe;

import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;
import java.time.Duration;

/**
 * Makes sure that words are on the screen, or are not.
 *
 * @param absent whether they must not be there
 */
record CheckWords(String phrase, boolean absent) implements RecipeStep {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Override
  public String past() {
    return "checked that “" + phrase + "” is " + (absent ? "not " : "") + "shown";
  }

  @Override
  public Written written() {
    return Written.of(absent ? Kind.CHECK_ABSENT : Kind.CHECK, "“" + phrase + "”");
  }

  @Override
  public Move next(Scene scene) throws InterruptedException {
    if (scene.await(PATIENCE, now -> now.words().find(phrase).isEmpty() == absent)) {
      return new Move.Done("“" + phrase + "” is " + (absent ? "not there" : "there"));
    }
    return absent
        ? new Move.Fail("“" + phrase + "” is on the screen, and should not be")
        : new Aim(scene).notSeen(phrase);
  }
}
