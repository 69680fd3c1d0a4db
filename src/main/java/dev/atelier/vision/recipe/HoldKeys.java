package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.KeyChord;
import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;
import java.time.Duration;

/** Keeps keys down for a time. */
record HoldKeys(KeyChord keys, Duration time) implements RecipeStep {

  @Override
  public String past() {
    return "held " + keys + " for " + Spans.told(time);
  }

  @Override
  public Written written() {
    return Written.of(Kind.HOLD, keys.text(), Spans.seconds(time));
  }

  @Override
  public Move next(Scene scene) {
    return Move.once(
        "Holding " + keys + " for " + Spans.told(time), new Action.HoldKey(keys, time));
  }
}
