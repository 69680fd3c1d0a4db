package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.KeyChord;
import dev.atelier.desktop.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Types text, into a field where one is named.
 *
 * @param field words in the field, or its label
 * @param instead whether what is in the field goes
 * @param thenReturn whether the Return key follows
 */
record TypeText(String text, Optional<Place> field, boolean instead, boolean thenReturn)
    implements RecipeStep {
  private static final int LONGEST_TOLD = 60;

  @Override
  public String past() {
    return "typed " + told() + field.map(place -> " into " + place.told()).orElse("");
  }

  private String told() {
    String line = text.replace("\n", "⏎").replace("\t", "⇥");
    return "“"
        + (line.length() <= LONGEST_TOLD ? line : line.substring(0, LONGEST_TOLD) + "…")
        + "”";
  }

  @Override
  public Move next(Scene scene) throws InterruptedException {
    List<Action> actions = new ArrayList<>();
    String remark = "";
    if (field.isPresent()) {
      Aim aim = new Aim(scene);
      Optional<Aim.Hit> hit = aim.at(field.get());
      if (hit.isEmpty()) {
        return aim.missed(field.get());
      }
      actions.add(Action.Click.left(fieldAt(scene, hit.get())));
      remark = hit.get().remark().isEmpty() ? "" : " (" + hit.get().remark() + ")";
    }
    if (instead) {
      actions.add(new Action.PressKey(KeyChord.parse("ctrl+a"), 1));
    }
    actions.add(
        text.isEmpty() ? new Action.PressKey(KeyChord.parse("Delete"), 1) : new Action.Type(text));
    if (thenReturn) {
      actions.add(new Action.PressKey(KeyChord.parse("Return"), 1));
    }
    String where = field.map(place -> " into " + place.told()).orElse("");
    return new Move.Act(actions, "Typing " + told() + where + remark, false);
  }

  /** Where no field can be made out, the label itself: most forms take a click there as well. */
  private static Point fieldAt(Scene scene, Aim.Hit hit) {
    return hit.words()
        .flatMap(label -> new Boxes(scene.screen()).fieldOf(label))
        .orElse(hit.point());
  }
}
