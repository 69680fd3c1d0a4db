package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.KeyChord;
import dev.atelier.desktop.Point;
import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;
import java.time.Duration;
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
  private static final String UNSEEN = "what was typed cannot be seen";

  /** How late a program may show that a field has the focus; some never do. */
  private static final Duration FOCUS_SHOWS = Duration.ofSeconds(1);

  private static final Duration TEXT_SHOWS = Duration.ofSeconds(5);

  /** So many characters change more of the screen than a caret does. */
  private static final int SHORTEST_SOUGHT = 3;

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

  /**
   * A field is clicked and looked at before anything is typed, and looked at again after: a page
   * that is still loading drops what is put in.
   */
  @Override
  public Written written() {
    if (text.isEmpty() && field.isPresent()) {
      return Written.of(Kind.CLEAR, field.get().told());
    }
    return field
        .map(place -> Written.of(Kind.TYPE_INTO, told(), place.told()))
        .orElseGet(() -> Written.of(Kind.TYPE, told()));
  }

  @Override
  public Move next(Scene scene) throws InterruptedException {
    if (field.isEmpty()) {
      return Move.once("Typing " + told(), typing());
    }
    return switch (scene.turn()) {
      case 0 -> clickInto(scene, "Clicking into " + field.get().told());
      case 1 -> typeInto(scene, "");
      case 2 -> isShown(scene) ? new Move.Done("") : clickAgain(scene);
      case 3 -> typeInto(scene, " again");
      default -> new Move.Done(isShown(scene) ? "" : UNSEEN);
    };
  }

  private Move clickInto(Scene scene, String reason) throws InterruptedException {
    Optional<Aim.Hit> hit = new Aim(scene).at(field.orElseThrow());
    if (hit.isEmpty()) {
      return new Aim(scene).missed(field.get());
    }
    String remark = hit.get().remark().isEmpty() ? "" : " (" + hit.get().remark() + ")";
    Point point = fieldAt(scene, hit.get()).orElse(hit.get().point());
    return Move.andThenAsk(reason + remark, Action.Click.left(point));
  }

  /** Only where a field can be made out: a prompt in a terminal may mean not to show anything. */
  private Move clickAgain(Scene scene) throws InterruptedException {
    boolean isField =
        new Aim(scene).at(field.orElseThrow()).flatMap(hit -> fieldAt(scene, hit)).isPresent();
    return isField
        ? clickInto(scene, "Nothing typed is to be seen. Clicking again")
        : new Move.Done(UNSEEN);
  }

  private Move typeInto(Scene scene, String again) throws InterruptedException {
    scene.await(FOCUS_SHOWS, Scene::hasChanged);
    return Move.andThenAsk(
        "Typing " + told() + " into " + field.orElseThrow().told() + again, typing());
  }

  private boolean isShown(Scene scene) throws InterruptedException {
    return text.strip().length() < SHORTEST_SOUGHT
        || scene.await(TEXT_SHOWS, now -> now.hasChangedAcross(Scene.MORE_THAN_A_CARET));
  }

  private Action[] typing() {
    List<Action> actions = new ArrayList<>();
    if (instead) {
      actions.add(new Action.PressKey(KeyChord.parse("ctrl+a"), 1));
    }
    actions.add(
        text.isEmpty() ? new Action.PressKey(KeyChord.parse("Delete"), 1) : new Action.Type(text));
    if (thenReturn) {
      actions.add(new Action.PressKey(KeyChord.parse("Return"), 1));
    }
    return actions.toArray(Action[]::new);
  }

  /** Empty where none can be made out; most forms then take a click on the label as well. */
  private static Optional<Point> fieldAt(Scene scene, Aim.Hit hit) {
    return hit.words().flatMap(label -> new Boxes(scene.screen()).fieldOf(label));
  }
}
