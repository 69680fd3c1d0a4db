package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;
import java.util.Optional;

/** Has a secret of the vault typed into a field, which words in it or its label name. */
record FillSecret(String secret, Place field) implements RecipeStep {

  @Override
  public String past() {
    return "filled in the secret “" + secret + "” into " + field.told();
  }

  /** The vault itself looks where the keyboard is before it types, and refuses otherwise. */
  @Override
  public Written written() {
    return Written.of(Kind.FILL, "“" + secret + "”", field.told());
  }

  @Override
  public Move next(Scene scene) throws InterruptedException {
    Optional<Aim.Hit> hit = new Aim(scene).at(field);
    if (hit.isEmpty()) {
      return new Aim(scene).missed(field);
    }
    Point point =
        hit.get()
            .words()
            .flatMap(label -> new Boxes(scene.screen()).fieldOf(label))
            .orElse(hit.get().point());
    String remark = hit.get().remark().isEmpty() ? "" : " (" + hit.get().remark() + ")";
    return Move.once(
        "Filling in the secret “" + secret + "” into " + field.told() + remark,
        new Action.Fill(secret, point));
  }
}
