package dev.atelier.vision.recipe;

import dev.atelier.desktop.Region;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The text nearest to a place in one direction. */
final class Neighbour {
  private Neighbour() {}

  static Optional<String> of(Region place, ReadWords.What side, WordFinder words) {
    return switch (side) {
      case RIGHT ->
          words.restOfLine(place, true).or(() -> nearest(place, Place.Direction.RIGHT, words));
      case LEFT ->
          words.restOfLine(place, false).or(() -> nearest(place, Place.Direction.LEFT, words));
      case BELOW -> nearest(place, Place.Direction.BELOW, words);
      case ABOVE -> nearest(place, Place.Direction.ABOVE, words);
      case TITLE, SCREEN, LINE -> Optional.empty();
    };
  }

  private static Optional<String> nearest(
      Region place, Place.Direction direction, WordFinder words) {
    List<Match> others =
        words.lines().stream()
            .filter(
                line -> Distance.from(place, line.place(), direction) < Double.POSITIVE_INFINITY)
            .filter(line -> !line.place().contains(place.centre()))
            .toList();
    return others.stream()
        .min(Comparator.comparingDouble(line -> Distance.from(place, line.place(), direction)))
        .map(Match::text);
  }
}
