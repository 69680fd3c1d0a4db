package dev.atelier.vision.recipe;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Region;
import dev.atelier.vision.TargetFinder;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the place a step means, on a screen that may still be changing. */
final class Aim {
  /** How long to go on looking while the screen still changes. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Scene scene;

  /**
   * What was found.
   *
   * @param words the words there; empty where it was not found by words
   * @param remark what a person should know about the choice; may be empty
   */
  record Hit(Point point, Optional<Region> words, String remark) {}

  Aim(Scene scene) {
    this.scene = scene;
  }

  Optional<Hit> at(Place place) throws InterruptedException {
    if (place instanceof Place.AtPoint point) {
      return Optional.of(new Hit(point.point(), Optional.empty(), ""));
    }
    Place.AtWords words = (Place.AtWords) place;
    scene.await(PATIENCE, now -> choose(words).isPresent());
    Optional<Hit> hit = choose(words);
    return hit.isPresent()
        ? hit
        : scene
            .lookFor(words.phrase())
            .map(target -> new Hit(target.at(), Optional.empty(), looks(target)));
  }

  private static String looks(TargetFinder.Target target) {
    return "found by its looks" + (target.label().isEmpty() ? "" : ": “" + target.label() + "”");
  }

  /** What to tell a person when nothing was found. */
  Move.Fail missed(Place place) {
    Place.AtWords words = (Place.AtWords) place;
    List<Match> found = scene.words().find(words.phrase());
    if (!found.isEmpty() && words.beside().isPresent()) {
      String other = words.beside().get().phrase();
      return scene.words().find(other).isEmpty()
          ? notSeen(other)
          : new Move.Fail("I see “" + words.phrase() + "”, but not " + words.beside().get().told());
    }
    if (!found.isEmpty()) {
      return new Move.Fail(
          "I see “" + words.phrase() + "” only " + times(found.size()) + " on the screen");
    }
    return notSeen(words.phrase());
  }

  Move.Fail notSeen(String phrase) {
    List<String> nearest = scene.words().nearest(phrase);
    return new Move.Fail(
        "I could not find “"
            + phrase
            + "” on the screen. "
            + (nearest.isEmpty()
                ? "I see no words at all."
                : "I do see: “" + String.join("”, “", nearest) + "”."));
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  private Optional<Hit> choose(Place.AtWords wanted) {
    boolean oneOfSeveral = wanted.beside().isPresent() || wanted.ordinal().isPresent();
    List<Match> found =
        oneOfSeveral ? scene.words().findAll(wanted.phrase()) : scene.words().find(wanted.phrase());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (wanted.beside().isPresent()) {
      return beside(found, wanted.beside().get()).map(match -> hit(wanted, match, 1));
    }
    Frame frame = new Frame(scene);
    List<Match> inside = found.stream().filter(match -> !frame.holds(match.place())).toList();
    List<Match> candidates = inside.isEmpty() ? found : inside;
    if (wanted.ordinal().isPresent()) {
      int ordinal = wanted.ordinal().getAsInt();
      int at = ordinal < 0 ? candidates.size() - 1 : ordinal - 1;
      return at < candidates.size()
          ? Optional.of(hit(wanted, candidates.get(at), 1))
          : Optional.empty();
    }
    return candidates.stream()
        .min(mostClickable())
        .map(match -> hit(wanted, match, candidates.size()));
  }

  /** Buttons first, then words that stand alone; those above and left before the others. */
  private Comparator<Match> mostClickable() {
    Boxes boxes = new Boxes(scene.screen());
    return Comparator.<Match>comparingInt(match -> boxes.isButton(match.place()) ? 0 : 1)
        .thenComparingInt(match -> match.alone() ? 0 : 1);
  }

  private static Hit hit(Place.AtWords wanted, Match match, int of) {
    StringBuilder remark = new StringBuilder();
    if (match.likeness().compareTo(Match.Likeness.EXCEPT_CASE) > 0
        && !match.text().equals(wanted.phrase())) {
      remark.append("it reads “").append(match.text()).append('”');
    }
    if (of > 1) {
      remark
          .append(remark.isEmpty() ? "" : "; ")
          .append("one of ")
          .append(of)
          .append(", the likeliest");
    }
    return new Hit(match.place().centre(), Optional.of(match.place()), remark.toString());
  }

  private Optional<Match> beside(List<Match> found, Place.Beside beside) {
    Match best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Match anchor : scene.words().find(beside.phrase())) {
      for (Match match : found) {
        double far = Distance.from(anchor.place(), match.place(), beside.direction());
        if (far < least) {
          least = far;
          best = match;
        }
      }
    }
    return Optional.ofNullable(best);
  }
}
