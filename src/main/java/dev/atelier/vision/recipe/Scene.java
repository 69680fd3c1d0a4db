package dev.atelier.vision.recipe;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import dev.atelier.ocr.OcrEngine;
import dev.atelier.vision.Eyes;
import dev.atelier.vision.TargetFinder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The screen as a step sees it, and the means to look again. Used by one thread. */
final class Scene {
  /** Columns of the screen. */
  static final int MORE_THAN_A_CARET = 6;

  /** One pixel of so many. */
  private static final int MUCH = 200;

  private final Eyes eyes;
  private final OcrEngine ocr;
  private final List<TargetFinder> finders;
  private final Screenshot before;
  private final int turn;
  private Screenshot screen;
  private WordFinder words;

  /**
   * @param before the screen when the step last moved
   * @param turn how often the step has moved already
   */
  Scene(
      Screenshot screen,
      Screenshot before,
      int turn,
      Eyes eyes,
      OcrEngine ocr,
      List<TargetFinder> finders) {
    this.screen = screen;
    this.before = before;
    this.turn = turn;
    this.eyes = eyes;
    this.ocr = ocr;
    this.finders = finders;
  }

  int turn() {
    return turn;
  }

  Screenshot screen() {
    return screen;
  }

  Point centre() {
    return new Point(screen.width() / 2, screen.height() / 2);
  }

  Size size() {
    return new Size(screen.width(), screen.height());
  }

  boolean hasChanged() {
    return !screen.showsTheSameAs(before);
  }

  /** Whether more has changed since the step's last move than a clock or a cursor. */
  boolean hasChangedMuch() {
    if (screen.width() != before.width() || screen.height() != before.height()) {
      return true;
    }
    int changed = 0;
    for (int y = 0; y < screen.height(); y++) {
      for (int x = 0; x < screen.width(); x++) {
        changed += screen.rgb(x, y) == before.rgb(x, y) ? 0 : 1;
      }
    }
    return changed > screen.width() * screen.height() / MUCH;
  }

  /**
   * Whether more has changed since the step's last move than a caret: of this many columns of the
   * screen at least.
   */
  boolean hasChangedAcross(int columns) {
    if (screen.width() != before.width() || screen.height() != before.height()) {
      return true;
    }
    int changed = 0;
    for (int x = 0; x < screen.width() && changed < columns; x++) {
      int y = 0;
      while (y < screen.height() && screen.rgb(x, y) == before.rgb(x, y)) {
        y++;
      }
      changed += y < screen.height() ? 1 : 0;
    }
    return changed >= columns;
  }

  WordFinder words() {
    if (words == null) {
      words = new WordFinder(ocr.read(screen));
    }
    return words;
  }

  /**
   * Looks until the screen is as wanted.
   *
   * @return whether it was so within the time
   */
  boolean await(Duration limit, Predicate<Scene> wanted) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!wanted.test(this)) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (left.isNegative() || left.isZero() || !lookAgain(left)) {
        return false;
      }
    }
    return true;
  }

  /** Waits for a change and until the screen has settled; false where nothing changed. */
  boolean lookAgain(Duration limit) throws InterruptedException {
    Screenshot changed = eyes.changedSince(screen, limit);
    if (changed.showsTheSameAs(screen)) {
      return false;
    }
    Screenshot settled = eyes.settled();
    screen = settled;
    words = null;
    return true;
  }

  /** Asks those who see more than words; empty where there are none. */
  Optional<TargetFinder.Target> lookFor(String description) throws InterruptedException {
    for (TargetFinder finder : finders) {
      Optional<TargetFinder.Target> found = finder.find(screen, description);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
