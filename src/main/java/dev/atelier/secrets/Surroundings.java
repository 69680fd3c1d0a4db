package dev.atelier.secrets;

import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import java.util.HashMap;
import java.util.Map;

/**
 * What stood around a place on a picture: labels, buttons, lines. When most of it is gone, another
 * page, or another part of it, is there. Immutable.
 */
final class Surroundings {
  private static final int ACROSS = 240;
  private static final int DOWN = 120;

  /** So little tells no page from another; then the whole picture counts. */
  private static final int TOO_LITTLE = 150;

  private static final double MOST = 0.5;

  private final Screenshot before;
  private final Region place;
  private final Region around;
  private final int ground;

  Surroundings(Screenshot seen, Region place) {
    this.before = seen;
    this.place = place;
    Region near = near(seen, place);
    int ink = ink(seen, near, commonest(seen, near));
    this.around =
        ink < TOO_LITTLE
            ? new Region(0, 0, seen.width(), Math.max(1, seen.height() - Screenshot.PANEL_HEIGHT))
            : near;
    this.ground = commonest(seen, around);
  }

  private static Region near(Screenshot seen, Region place) {
    int left = Math.max(0, Math.min(place.x() - ACROSS, seen.width() - 1));
    int top = Math.max(0, Math.min(place.y() - DOWN, seen.height() - 1));
    int right = Math.min(seen.width(), place.x() + place.width() + ACROSS);
    int bottom = Math.min(seen.height(), place.y() + place.height() + DOWN);
    return new Region(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
  }

  boolean haveSizeOf(Screenshot now) {
    return now.width() == before.width() && now.height() == before.height();
  }

  /** Of a picture of the same size. */
  boolean areGoneFrom(Screenshot now) {
    int ink = 0;
    int gone = 0;
    for (int y = around.y(); y < around.y() + around.height(); y++) {
      for (int x = around.x(); x < around.x() + around.width(); x++) {
        if (isInk(before, x, y, ground)) {
          ink++;
          gone += before.rgb(x, y) == now.rgb(x, y) ? 0 : 1;
        }
      }
    }
    return ink > 0 && gone > ink * MOST;
  }

  private int ink(Screenshot seen, Region area, int colour) {
    int ink = 0;
    for (int y = area.y(); y < area.y() + area.height(); y++) {
      for (int x = area.x(); x < area.x() + area.width(); x++) {
        ink += isInk(seen, x, y, colour) ? 1 : 0;
      }
    }
    return ink;
  }

  private boolean isInk(Screenshot seen, int x, int y, int colour) {
    boolean inside =
        x >= place.x()
            && x < place.x() + place.width()
            && y >= place.y()
            && y < place.y() + place.height();
    return !inside && seen.rgb(x, y) != colour;
  }

  private static int commonest(Screenshot seen, Region area) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int y = area.y(); y < area.y() + area.height(); y++) {
      for (int x = area.x(); x < area.x() + area.width(); x++) {
        counts.merge(seen.rgb(x, y), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(0);
  }
}
