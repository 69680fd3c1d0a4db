package dev.atelier.vision;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import java.util.List;
import java.util.Optional;

/** What backends are given in tests. */
public final class Observations {
  private Observations() {}

  public static Assignment assignment(String goal, Size screen, Spending spending) {
    return new Assignment(Goal.of(goal), screen, List.of(), List.of(), spending);
  }

  /** The first look at a screen. */
  public static Observation first(Screenshot screen, Eyes eyes) {
    return new Observation(
        1, screen, new Point(0, 0), List.of(), Optional.empty(), List.of(), eyes);
  }

  /** A look after one action. */
  public static Observation after(Observation.Outcome outcome, Screenshot screen, Eyes eyes) {
    return after(List.of(outcome), screen, eyes);
  }

  /** A look after some actions. */
  public static Observation after(
      List<Observation.Outcome> outcomes, Screenshot screen, Eyes eyes) {
    return new Observation(2, screen, new Point(0, 0), outcomes, Optional.empty(), List.of(), eyes);
  }
}
