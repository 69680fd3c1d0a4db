package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.ScrollDirection;
import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns the wheel over the middle of the screen.
 *
 * @param clicks notches of the wheel at a time
 * @param until words to scroll to
 */
record ScrollPage(ScrollDirection direction, int clicks, Optional<String> until)
    implements RecipeStep {
  static final int USUAL = 5;
  private static final int MOST_TURNS = 40;

  /** How late a program may show that it scrolled. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Override
  public String past() {
    return "scrolled " + way() + until.map(words -> " to “" + words + "”").orElse("");
  }

  private String way() {
    return direction.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Written written() {
    return until
        .map(words -> Written.of(Kind.SCROLL_TO, "“" + words + "”"))
        .orElseGet(() -> Written.of(Kind.SCROLL, way()));
  }

  @Override
  public Move next(Scene scene) throws InterruptedException {
    Action scroll = new Action.Scroll(Optional.of(scene.centre()), direction, clicks);
    if (until.isEmpty()) {
      return Move.once("Scrolling " + way(), scroll);
    }
    boolean moved = scene.turn() == 0 || scene.await(PATIENCE, Scene::hasChanged);
    if (isInSight(scene)) {
      return new Move.Done("“" + until.get() + "” is there");
    }
    if (scene.turn() >= MOST_TURNS || !moved) {
      return new Move.Fail(
          new Aim(scene).notSeen(until.get()).reason() + " I scrolled " + way() + " to the end.");
    }
    return Move.andThenAsk("Scrolling " + way() + " to find “" + until.get() + "”", scroll);
  }

  /** The frame does not scroll, so that words on it do not count. */
  private boolean isInSight(Scene scene) {
    Frame frame = new Frame(scene);
    return scene.words().find(until.orElseThrow()).stream()
        .anyMatch(match -> !frame.holds(match.place()));
  }
}
