package dev.atelier.ocr;

import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import java.util.ArrayList;
import java.util.List;

/** Where two pictures differ, in square tiles. */
final class Changes {
  private static final int TILE = 32;

  /** Text next to a change may belong to it. */
  private static final int MARGIN = 16;

  private final Screenshot after;
  private final int across;
  private final int down;
  private final boolean[] changed;

  Changes(Screenshot before, Screenshot after) {
    this.after = after;
    this.across = (after.width() + TILE - 1) / TILE;
    this.down = (after.height() + TILE - 1) / TILE;
    this.changed = new boolean[across * down];
    boolean sameSize = before.width() == after.width() && before.height() == after.height();
    for (int tile = 0; tile < changed.length; tile++) {
      changed[tile] = !sameSize || differ(before, after, area(tile));
    }
  }

  /** How many tiles differ. */
  int count() {
    int count = 0;
    for (boolean tile : changed) {
      count += tile ? 1 : 0;
    }
    return count;
  }

  /**
   * Rectangles that hold every change and every line that a change touches whole, no two of which
   * touch.
   */
  List<Region> parts(List<Region> lines) {
    List<Region> parts = new ArrayList<>();
    for (int tile = 0; tile < changed.length; tile++) {
      if (changed[tile]) {
        join(parts, clipped(grown(area(tile))));
      }
    }
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Region line : lines) {
        grew |= takeIn(parts, line);
      }
    }
    return parts;
  }

  private boolean takeIn(List<Region> parts, Region line) {
    for (Region part : parts) {
      if (touch(part, line) && !union(part, line).equals(part)) {
        join(parts, clipped(line));
        return true;
      }
    }
    return false;
  }

  /** Adds a rectangle, joined with all that touch it, and with all that touch the result. */
  private static void join(List<Region> parts, Region added) {
    Region whole = added;
    for (int n = 0; n < parts.size(); n++) {
      if (touch(parts.get(n), whole)) {
        whole = union(parts.remove(n), whole);
        n = -1;
      }
    }
    parts.add(whole);
  }

  private Region area(int tile) {
    int x = tile % across * TILE;
    int y = tile / across * TILE;
    return new Region(x, y, Math.min(TILE, after.width() - x), Math.min(TILE, after.height() - y));
  }

  private static Region grown(Region area) {
    return new Region(
        area.x() - MARGIN,
        area.y() - MARGIN,
        area.width() + 2 * MARGIN,
        area.height() + 2 * MARGIN);
  }

  private Region clipped(Region area) {
    int left = Math.max(0, area.x());
    int top = Math.max(0, area.y());
    int right = Math.min(after.width(), area.x() + area.width());
    int bottom = Math.min(after.height(), area.y() + area.height());
    return new Region(left, top, right - left, bottom - top);
  }

  private static boolean differ(Screenshot before, Screenshot after, Region area) {
    for (int y = area.y(); y < area.y() + area.height(); y++) {
      for (int x = area.x(); x < area.x() + area.width(); x++) {
        if (before.rgb(x, y) != after.rgb(x, y)) {
          return true;
        }
      }
    }
    return false;
  }

  static boolean touch(Region one, Region other) {
    return one.x() < other.x() + other.width()
        && other.x() < one.x() + one.width()
        && one.y() < other.y() + other.height()
        && other.y() < one.y() + one.height();
  }

  private static Region union(Region one, Region other) {
    int left = Math.min(one.x(), other.x());
    int top = Math.min(one.y(), other.y());
    int right = Math.max(one.x() + one.width(), other.x() + other.width());
    int bottom = Math.max(one.y() + one.height(), other.y() + other.height());
    return new Region(left, top, right - left, bottom - top);
  }
}
