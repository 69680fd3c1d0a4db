package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.MouseButton;
import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;
import java.util.Optional;

/** Clicks on words or at a point. */
record ClickPlace(MouseButton button, int times, Place place) implements RecipeStep {

  @Override
  public String past() {
    return name("clicked") + " " + place.told();
  }

  private String name(String click) {
    return switch (button) {
      case MIDDLE -> "middle-" + click;
      case RIGHT -> "right-" + click;
      case LEFT -> (times == 2 ? "double-" : times == 3 ? "triple-" : "") + click;
    };
  }

  @Override
  public Written written() {
    Kind kind =
        switch (button) {
          case MIDDLE -> Kind.MIDDLE_CLICK;
          case RIGHT -> Kind.RIGHT_CLICK;
          case LEFT -> times == 2 ? Kind.DOUBLE_CLICK : times == 3 ? Kind.TRIPLE_CLICK : Kind.CLICK;
        };
    return Written.of(kind, place.told());
  }

  @Override
  public Move next(Scene scene) throws InterruptedException {
    Aim aim = new Aim(scene);
    Optional<Aim.Hit> hit = aim.at(place);
    return hit.isEmpty() ? aim.missed(place) : clickOn(hit.get());
  }

  private Move clickOn(Aim.Hit hit) {
    String name = name("clicking");
    String reason = name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
    return Move.once(
        reason + " " + place.told() + (hit.remark().isEmpty() ? "" : " (" + hit.remark() + ")"),
        new Action.Click(button, times, Optional.of(hit.point()), Optional.empty()));
  }
}
