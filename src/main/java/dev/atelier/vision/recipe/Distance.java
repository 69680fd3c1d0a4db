package dev.atelier.vision.recipe;

import dev.atelier.desktop.Region;

/** How far a place is from another, as a person means it who says “below” or “next to”. */
final class Distance {
  /** Leaving the row or the column counts so much more than going along it. */
  private static final int ASTRAY = 4;

  private Distance() {}

  /** Infinite where the place does not lie in that direction. */
  static double from(Region anchor, Region place, Place.Direction direction) {
    int across = gap(anchor.x(), anchor.width(), place.x(), place.width());
    int down = gap(anchor.y(), anchor.height(), place.y(), place.height());
    int middles = Math.abs(anchor.centre().x() - place.centre().x());
    int sides = Math.abs(anchor.x() - place.x());
    return switch (direction) {
      case NEAR -> place.equals(anchor) ? Double.POSITIVE_INFINITY : across + ASTRAY * down;
      case RIGHT -> when(place.centre().x() > anchor.centre().x(), across + ASTRAY * down);
      case LEFT -> when(place.centre().x() < anchor.centre().x(), across + ASTRAY * down);
      case BELOW ->
          when(place.y() >= anchor.centre().y() && down >= 0, down + Math.min(middles, sides));
      case ABOVE -> when(place.centre().y() < anchor.y(), down + Math.min(middles, sides));
    };
  }

  private static double when(boolean there, double distance) {
    return there ? distance : Double.POSITIVE_INFINITY;
  }

  private static int gap(int start, int length, int otherStart, int otherLength) {
    return Math.max(0, Math.max(otherStart - start - length, start - otherStart - otherLength));
  }
}
