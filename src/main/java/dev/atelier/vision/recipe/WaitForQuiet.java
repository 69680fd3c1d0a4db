package dev.atelier.vision.recipe;

import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;
import java.time.Duration;

/** Waits until the screen no longer changes: a page has loaded. */
record WaitForQuiet() implements RecipeStep {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofSeconds(2);

  @Override
  public String past() {
    return "waited until the screen was quiet";
  }

  @Override
  public Written written() {
    return Written.of(Kind.WAIT_UNTIL_QUIET);
  }

  @Override
  public Move next(Scene scene) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end && scene.lookAgain(QUIET)) {
      // It has changed: look again.
    }
    return new Move.Done("the screen is quiet");
  }
}
