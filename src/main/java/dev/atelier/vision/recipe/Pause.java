package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import java.time.Duration;

/** Lets time pass. */
record Pause(Duration time) implements RecipeStep {

  @Override
  public String past() {
    return "waited " + Spans.told(time);
  }

  @Override
  public Move next(Scene scene) {
    return Move.once("Waiting " + Spans.told(time), new Action.Wait(time));
  }
}
