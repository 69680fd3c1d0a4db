package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;
import java.util.Optional;

/** Moves the pointer to a place. */
record MovePointer(Place place) implements RecipeStep {

  @Override
  public String past() {
    return "moved the pointer to " + place.told();
  }

  @Override
  public Written written() {
    return Written.of(Kind.MOVE, place.told());
  }

  @Override
  public Move next(Scene scene) throws InterruptedException {
    Aim aim = new Aim(scene);
    Optional<Aim.Hit> hit = aim.at(place);
    return hit.isEmpty()
        ? aim.missed(place)
        : Move.once(
            "Moving the pointer to " + place.told(), new Action.MoveMouse(hit.get().point()));
  }
}
