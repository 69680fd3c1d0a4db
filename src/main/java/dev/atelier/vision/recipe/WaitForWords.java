package dev.atelier.vision.recipe;

import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;
import java.time.Duration;

/**
 * Waits until words are on the screen, or no longer.
 *
 * @param gone whether they are to disappear
 */
record WaitForWords(String phrase, boolean gone, Duration limit) implements RecipeStep {
  static final Duration USUAL = Duration.ofSeconds(30);

  @Override
  public String past() {
    return "waited for “" + phrase + "”" + (gone ? " to disappear" : "");
  }

  @Override
  public Written written() {
    return Written.of(gone ? Kind.WAIT_UNTIL_GONE : Kind.WAIT_FOR, "“" + phrase + "”");
  }

  @Override
  public Move next(Scene scene) throws InterruptedException {
    if (scene.await(limit, now -> now.words().find(phrase).isEmpty() == gone)) {
      return new Move.Done("“" + phrase + "” is " + (gone ? "gone" : "there"));
    }
    String waited = " I waited " + Spans.told(limit) + " for it.";
    return gone
        ? new Move.Fail("“" + phrase + "” is still on the screen." + waited)
        : new Move.Fail(new Aim(scene).notSeen(phrase).reason() + waited);
  }
}
