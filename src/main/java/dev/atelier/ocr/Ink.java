package dev.atelier.ocr;

import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a line of text has ink: what differs clearly from its commonest colour, rules and
 * underlines left out.
 */
final class Ink {
  private static final int CLEARLY = 90;
  private static final double OF_A_RULE = 0.7;

  /** What the network wants to see beside the first and the last letter. */
  private static final int MARGIN = 3;

  private final Region line;
  private final int[] columns;
  private final int top;
  private final int bottom;

  /** A stretch without ink, in pixels of the picture; {@code end} is the first inked one. */
  record Gap(int start, int end) {
    int width() {
      return end - start;
    }

    double middle() {
      return (start + end) / 2.0;
    }
  }

  Ink(Screenshot picture, Region line) {
    this.line = line;
    int ground = commonestColour(picture, line);
    this.columns = new int[line.width()];
    int firstRow = line.height();
    int lastRow = -1;
    for (int y = 0; y < line.height(); y++) {
      int[] inked = inkedOfRow(picture, line, y, ground);
      if (inked.length > 0 && inked.length < line.width() * OF_A_RULE) {
        firstRow = Math.min(firstRow, y);
        lastRow = y;
        for (int x : inked) {
          columns[x]++;
        }
      }
    }
    this.top = lastRow < 0 ? 0 : firstRow;
    this.bottom = lastRow < 0 ? line.height() : lastRow + 1;
  }

  /** The stretches without ink between the first and the last ink. */
  List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    int lastInk = -1;
    for (int x = 0; x < columns.length; x++) {
      if (columns[x] > 0) {
        if (lastInk >= 0 && x - lastInk > 1) {
          gaps.add(new Gap(line.x() + lastInk + 1, line.x() + x));
        }
        lastInk = x;
      }
    }
    return gaps;
  }

  /**
   * The inked part of the line, cut at its widest gaps into pieces of which none is wider than
   * {@code most}.
   */
  List<Region> pieces(int most) {
    List<Region> pieces = new ArrayList<>();
    Region inked = within(line.x(), line.x() + line.width());
    int from = Math.max(line.x(), inked.x() - MARGIN);
    int end = Math.min(line.x() + line.width(), inked.x() + inked.width() + MARGIN);
    while (end - from > most) {
      int to = cut(from, most);
      pieces.add(new Region(from, line.y(), to - from, line.height()));
      from = to;
    }
    pieces.add(new Region(from, line.y(), end - from, line.height()));
    return pieces;
  }

  /** How wide the gap at that column is; 0 where there is ink, or none on one side. */
  int gapAt(int x) {
    return gaps().stream()
        .filter(gap -> gap.start() <= x && x <= gap.end())
        .mapToInt(Gap::width)
        .findFirst()
        .orElse(0);
  }

  private int cut(int from, int most) {
    Gap widest = null;
    for (Gap gap : gaps()) {
      boolean reachable = gap.middle() > from + most / 2.0 && gap.middle() < from + most;
      if (reachable && (widest == null || gap.width() >= widest.width())) {
        widest = gap;
      }
    }
    return widest == null ? from + most : (int) widest.middle();
  }

  /** The smallest rectangle round the ink between two columns; all of it where there is none. */
  Region within(int from, int to) {
    int left = Math.max(0, from - line.x());
    int right = Math.min(columns.length, to - line.x());
    while (left < right - 1 && columns[left] == 0) {
      left++;
    }
    while (right > left + 1 && columns[right - 1] == 0) {
      right--;
    }
    return new Region(line.x() + left, line.y() + top, Math.max(1, right - left), bottom - top);
  }

  private static int commonestColour(Screenshot picture, Region line) {
    Map<Integer, Integer> counts = new HashMap<>();
    int commonest = 0;
    int most = 0;
    for (int y = line.y(); y < line.y() + line.height(); y += 2) {
      for (int x = line.x(); x < line.x() + line.width(); x += 3) {
        int colour = picture.rgb(x, y);
        int count = counts.merge(colour, 1, Integer::sum);
        if (count > most) {
          most = count;
          commonest = colour;
        }
      }
    }
    return commonest;
  }

  private static int[] inkedOfRow(Screenshot picture, Region line, int y, int ground) {
    int[] found = new int[line.width()];
    int count = 0;
    for (int x = 0; x < line.width(); x++) {
      if (difference(picture.rgb(line.x() + x, line.y() + y), ground) > CLEARLY) {
        found[count++] = x;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private static int difference(int one, int other) {
    return Math.abs((one >> 16 & 0xFF) - (other >> 16 & 0xFF))
        + Math.abs((one >> 8 & 0xFF) - (other >> 8 & 0xFF))
        + Math.abs((one & 0xFF) - (other & 0xFF));
  }
}
