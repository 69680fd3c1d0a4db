package dev.atelier.vision.recipe;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import java.util.Optional;

/**
 * Finds what is drawn round words: the edge of a button, the frame of a field. Looks at pixels
 * only. Immutable.
 */
final class Boxes {
  private static final int EDGE = 24;
  private static final int LOWEST_FIELD = 16;
  private static final int HIGHEST_FIELD = 64;
  private static final int NARROWEST_FIELD = 60;
  private static final int FURTHEST_BELOW = 44;
  private static final int FURTHEST_RIGHT = 320;

  private final Screenshot picture;

  Boxes(Screenshot picture) {
    this.picture = picture;
  }

  /** Whether the words stand in the middle of a box that is not much larger than they are. */
  boolean isButton(Region words) {
    int high = words.height();
    Optional<Region> box = around(words, 6 * high, 2 * high);
    if (box.isEmpty()) {
      return false;
    }
    int left = words.x() - box.get().x();
    int right = box.get().x() + box.get().width() - words.x() - words.width();
    int above = words.y() - box.get().y();
    int below = box.get().y() + box.get().height() - words.y() - words.height();
    return Math.abs(left - right) <= Math.max(4, (left + right) / 6)
        && Math.abs(above - below) <= Math.max(5, (above + below) / 3);
  }

  /** The field that belongs to a label: the one it stands in, right of it, or below it. */
  Optional<Point> fieldOf(Region label) {
    int high = label.height();
    boolean inField =
        around(label, 2000, 3 * high)
            .filter(box -> isField(box) && !isButton(label) && box.width() > label.width() + high)
            .isPresent();
    return inField ? Optional.of(label.centre()) : rightOf(label).or(() -> below(label));
  }

  private Optional<Point> rightOf(Region label) {
    int y = label.centre().y();
    int start = label.x() + label.width() + 2;
    int end = Math.min(picture.width() - NARROWEST_FIELD, start + FURTHEST_RIGHT);
    for (int x = start; x < end; x++) {
      if (differs(x, y, x - 1, y) && isVerticalEdge(x, y, LOWEST_FIELD / 2)) {
        Region seed = new Region(x + 4, y, 1, 1);
        Optional<Region> field = fieldAround(seed);
        if (field.isPresent()) {
          return Optional.of(inside(field.get()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Point> below(Region label) {
    int x = label.x() + 6;
    int start = label.y() + label.height() + 1;
    int end = Math.min(picture.height() - LOWEST_FIELD, start + FURTHEST_BELOW);
    for (int y = start; y < end; y++) {
      if (differs(x, y, x, y - 1) && isHorizontalEdge(x, y, NARROWEST_FIELD)) {
        Optional<Region> field = fieldAround(new Region(x, y + 5, 1, 1));
        if (field.isPresent()) {
          return Optional.of(inside(field.get()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Region> fieldAround(Region seed) {
    if (seed.x() >= picture.width() || seed.y() >= picture.height()) {
      return Optional.empty();
    }
    return around(seed, 2000, HIGHEST_FIELD).filter(Boxes::isField);
  }

  private static boolean isField(Region box) {
    return box.height() >= LOWEST_FIELD
        && box.height() <= HIGHEST_FIELD
        && box.width() >= NARROWEST_FIELD;
  }

  /** Near its beginning, where a field's text begins. */
  private static Point inside(Region field) {
    return new Point(field.x() + Math.min(24, field.width() / 2), field.centre().y());
  }

  /**
   * The box of one ground colour round a place: its four edges are the first pixels that differ
   * along the lines just outside the place's own rectangle; empty where one of them is too far.
   */
  private Optional<Region> around(Region place, int mostAcross, int mostDown) {
    int above = place.y() - 2;
    int below = place.y() + place.height() + 1;
    int x = Math.max(0, place.x() - 2);
    if (above < 0 || below >= picture.height()) {
      return Optional.empty();
    }
    int top = walk(x, above, 0, -1, mostDown);
    int bottom = walk(x, below, 0, 1, mostDown);
    int left = walk(x, place.height() < 4 ? place.y() : above, -1, 0, mostAcross);
    int right = walk(place.x() + place.width() + 1, above, 1, 0, mostAcross);
    if (top < 0 || bottom < 0 || left < 0 || right < 0 || right - left < 2 || bottom - top < 2) {
      return Optional.empty();
    }
    return Optional.of(new Region(left + 1, top + 1, right - left - 1, bottom - top - 1));
  }

  /** The coordinate of the first pixel unlike the one started from; -1 where there is none. */
  private int walk(int x, int y, int dx, int dy, int most) {
    if (x >= picture.width()) {
      return -1;
    }
    int atX = x;
    int atY = y;
    for (int n = 0; n < most; n++) {
      atX += dx;
      atY += dy;
      if (atX < 0 || atY < 0 || atX >= picture.width() || atY >= picture.height()) {
        return -1;
      }
      if (differs(atX, atY, x, y)) {
        return dx == 0 ? atY : atX;
      }
    }
    return -1;
  }

  private boolean isHorizontalEdge(int x, int y, int length) {
    for (int n = 0; n < length; n++) {
      if (x + n >= picture.width() || !differs(x + n, y, x + n, y - 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean isVerticalEdge(int x, int y, int reach) {
    for (int n = -reach; n <= reach; n++) {
      if (y + n < 0 || y + n >= picture.height() || !differs(x, y + n, x - 1, y + n)) {
        return false;
      }
    }
    return true;
  }

  private boolean differs(int x, int y, int otherX, int otherY) {
    int one = picture.rgb(x, y);
    int other = picture.rgb(otherX, otherY);
    return Math.abs((one >> 16 & 0xFF) - (other >> 16 & 0xFF))
            + Math.abs((one >> 8 & 0xFF) - (other >> 8 & 0xFF))
            + Math.abs((one & 0xFF) - (other & 0xFF))
        > EDGE;
  }
}
