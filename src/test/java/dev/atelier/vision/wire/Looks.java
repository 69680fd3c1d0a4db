package dev.atelier.vision.wire;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import dev.atelier.vision.Assignment;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Goal;
import dev.atelier.vision.Observation;
import dev.atelier.vision.Spending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks at screens of one colour, for tests of models. */
public final class Looks {
  public static final Size SCREEN = new Size(1280, 720);

  private Looks() {}

  public static Assignment assignment(Spending spending, String... askBefore) {
    return new Assignment(
        Goal.of("open the mail"), SCREEN, List.of(askBefore), List.of(), spending);
  }

  public static Screenshot screen(int colour) {
    int[] rgb = new int[SCREEN.width() * SCREEN.height()];
    Arrays.fill(rgb, colour);
    return new Screenshot(SCREEN.width(), SCREEN.height(), rgb);
  }

  public static Observation first() {
    return look(0, List.of(), Optional.empty());
  }

  /** After everything was done that was decided. */
  public static Observation after(Decision decision, int colour, String... notes) {
    return look(colour, done((Decision.Act) decision, -1), Optional.empty(), notes);
  }

  /** After the action of that number failed. */
  public static Observation afterFailure(Decision decision, int failed, int colour) {
    return look(colour, done((Decision.Act) decision, failed), Optional.empty());
  }

  /** After a person was asked. */
  public static Observation answered(boolean approved, String words, int colour) {
    return look(colour, List.of(), Optional.of(new Observation.Answer(approved, words)));
  }

  private static Observation look(
      int colour,
      List<Observation.Outcome> outcomes,
      Optional<Observation.Answer> answer,
      String... notes) {
    return new Observation(
        1, screen(colour), new Point(10, 20), outcomes, answer, List.of(notes), null);
  }

  private static List<Observation.Outcome> done(Decision.Act act, int failed) {
    List<Observation.Outcome> outcomes = new ArrayList<>();
    for (Action action : act.actions()) {
      boolean ok = outcomes.size() != failed;
      outcomes.add(
          new Observation.Outcome(
              action, ok, ok ? "did " + action.verb() : "the mouse is gone", Optional.empty()));
      if (!ok) {
        break;
      }
    }
    return outcomes;
  }
}
