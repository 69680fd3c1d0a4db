package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;
import java.util.Optional;

/** Drags something somewhere. */
record DragToPlace(Place from, Place to) implements RecipeStep {

  @Override
  public String past() {
    return "dragged " + from.told() + " to " + to.told();
  }

  @Override
  public Written written() {
    return Written.of(Kind.DRAG, from.told(), to.told());
  }

  @Override
  public Move next(Scene scene) throws InterruptedException {
    Aim aim = new Aim(scene);
    Optional<Aim.Hit> start = aim.at(from);
    if (start.isEmpty()) {
      return aim.missed(from);
    }
    Optional<Aim.Hit> end = aim.at(to);
    return end.isEmpty()
        ? aim.missed(to)
        : Move.once(
            "Dragging " + from.told() + " to " + to.told(),
            new Action.Drag(start.get().point(), end.get().point()));
  }
}
