package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;

/** Takes a picture of the screen. */
record TakePicture() implements RecipeStep {

  @Override
  public String past() {
    return "took a picture of the screen";
  }

  @Override
  public Move next(Scene scene) {
    return Move.once("Taking a picture of the screen", new Action.LookAtScreen());
  }
}
