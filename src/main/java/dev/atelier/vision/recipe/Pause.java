package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;
import java.time.Duration;

/** Lets time pass. */
record Pause(Duration time) implements RecipeStep {

  @Override
  public String past() {
    return "waited " + Spans.told(time);
  }

  @Override
  public Written written() {
    return Written.of(Kind.WAIT, Spans.seconds(time));
  }

  @Override
  public Move next(Scene scene) {
    return Move.once("Waiting " + Spans.told(time), new Action.Wait(time));
  }
}
