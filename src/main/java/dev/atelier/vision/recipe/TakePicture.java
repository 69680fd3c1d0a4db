package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;

/** Takes a picture of the screen. */
record TakePicture() implements RecipeStep {

  @Override
  public String past() {
    return "took a picture of the screen";
  }

  @Override
  public Written written() {
    return Written.of(Kind.PICTURE);
  }

  @Override
  public Move next(Scene scene) {
    return Move.once("Taking a picture of the screen", new Action.LookAtScreen());
  }
}
