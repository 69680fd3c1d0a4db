package dev.atelier.vision.recipe;

import dev.atelier.desktop.Region;

/** How far a place is from another, as a person means it who says “below” or “next to”. */
final class Distance {
  /** Leaving the row or the column counts so much more than going along it. */
  private static final int ASTRAY = 4;

  /** Wider than any screen. */
  private static final int OTHER_ROW = 10_000;

  private Distance() {}

  /** Infinite where the place does not lie in that direction. */
  static double from(Region anchor, Region place, Place.Direction direction) {
    int across = gap(anchor.x(), anchor.width(), place.x(), place.width());
    int down = gap(anchor.y(), anchor.height(), place.y(), place.height());
    int middles = Math.abs(anchor.centre().x() - place.centre().x());
    int sides = Math.abs(anchor.x() - place.x());
    return switch (direction) {
      case NEAR -> place.equals(anchor) ? Double.POSITIVE_INFINITY : across + ASTRAY * down;
      case RIGHT -> when(place.x() > anchor.centre().x(), across + otherRow(anchor, place, down));
      case LEFT -> when(right(place) < anchor.centre().x(), across + otherRow(anchor, place, down));
      case BELOW ->
          when(place.y() >= anchor.centre().y() && down >= 0, down + Math.min(middles, sides));
      case ABOVE -> when(place.centre().y() < anchor.y(), down + Math.min(middles, sides));
    };
  }

  private static int right(Region place) {
    return place.x() + place.width();
  }

  /** To the side means on the same row wherever there is something on it. */
  private static int otherRow(Region anchor, Region place, int down) {
    int off = Math.abs(anchor.centre().y() - place.centre().y());
    boolean same = off <= Math.max(anchor.height(), place.height()) / 2;
    return same ? 0 : OTHER_ROW + ASTRAY * down;
  }

  private static double when(boolean there, double distance) {
    return there ? distance : Double.POSITIVE_INFINITY;
  }

  private static int gap(int start, int length, int otherStart, int otherLength) {
    return Math.max(0, Math.max(otherStart - start - length, start - otherStart - otherLength));
  }
}
