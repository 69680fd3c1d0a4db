package dev.atelier.ocr;

import dev.atelier.desktop.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the letters of a line into words with exact places: the network says where a space is only
 * roughly and forgets some, the gaps in the ink say it to the pixel.
 */
final class WordSplitter {
  /** Of a line's height: how far from its place a space's gap may be. */
  private static final double REACH = 0.7;

  /** Of a line's height: a gap so wide is a space even where the network saw none. */
  private static final double WIDE = 0.3;

  /** Of the line's usual space: the same. */
  private static final double LIKE_A_SPACE = 0.75;

  private static final int NARROWEST = 2;

  /** A word of a line that has no number yet. */
  record Piece(String text, Region place, double confidence) {
    Piece moved(int right, int down) {
      Region moved = new Region(place.x() + right, place.y() + down, place.width(), place.height());
      return new Piece(text, moved, confidence);
    }
  }

  private final Region line;
  private final Ink ink;
  private final List<Ink.Gap> gaps;

  WordSplitter(Ink ink, Region line) {
    this.line = line;
    this.ink = ink;
    this.gaps = ink.gaps().stream().filter(gap -> gap.width() >= NARROWEST).toList();
  }

  List<Piece> split(List<Letter> letters) {
    List<List<Letter>> runs = runs(letters);
    List<Ink.Gap> between = gapsBetween(runs);
    double wide = wideGap(between);
    List<Piece> words = new ArrayList<>();
    int from = line.x();
    for (int n = 0; n < runs.size(); n++) {
      boolean last = n == runs.size() - 1;
      int to = last ? line.x() + line.width() : between.get(n).start();
      splitAtWideGaps(runs.get(n), from, to, wide, words);
      from = last ? to : between.get(n).end();
    }
    return words;
  }

  /** The letters between the spaces the network saw. */
  private static List<List<Letter>> runs(List<Letter> letters) {
    List<List<Letter>> runs = new ArrayList<>();
    List<Letter> run = new ArrayList<>();
    for (Letter letter : letters) {
      if (!letter.isSpace()) {
        run.add(letter);
      } else if (!run.isEmpty()) {
        runs.add(run);
        run = new ArrayList<>();
      }
    }
    if (!run.isEmpty()) {
      runs.add(run);
    }
    return runs;
  }

  /** For each space the gap it stands for; one without width where the ink has none. */
  private List<Ink.Gap> gapsBetween(List<List<Letter>> runs) {
    List<Ink.Gap> between = new ArrayList<>();
    for (int n = 0; n + 1 < runs.size(); n++) {
      double end = runs.get(n).get(runs.get(n).size() - 1).x();
      double start = runs.get(n + 1).get(0).x();
      Ink.Gap best = null;
      for (Ink.Gap gap : gaps) {
        if (gap.middle() > end - 2
            && gap.middle() < start + 2
            && (best == null || gap.width() > best.width())) {
          best = gap;
        }
      }
      int middle = (int) Math.round((end + start) / 2);
      between.add(best == null ? new Ink.Gap(middle, middle) : best);
    }
    return between;
  }

  private double wideGap(List<Ink.Gap> spaces) {
    int[] widths = spaces.stream().mapToInt(Ink.Gap::width).filter(w -> w > 0).sorted().toArray();
    double wide = line.height() * WIDE;
    return widths.length == 0
        ? wide
        : Math.max(
            NARROWEST + 1,
            Math.min(line.height() * REACH, widths[widths.length / 2] * LIKE_A_SPACE));
  }

  private void splitAtWideGaps(List<Letter> run, int from, int to, double wide, List<Piece> words) {
    int start = from;
    List<Letter> rest = run;
    for (Ink.Gap gap : gaps) {
      if (gap.start() > start && gap.end() < to && gap.width() >= wide) {
        List<Letter> before = rest.stream().filter(letter -> letter.x() < gap.middle()).toList();
        if (!before.isEmpty() && before.size() < rest.size()) {
          words.add(piece(before, start, gap.start(), wide));
          rest = rest.subList(before.size(), rest.size());
          start = gap.end();
        }
      }
    }
    words.add(piece(rest, start, to, wide));
  }

  /** An icon that the network passed over does not belong to the word beside it. */
  private Region place(List<Letter> letters, int from, int to, double wide) {
    int left = from;
    int right = to;
    double first = letters.get(0).x();
    double last = letters.get(letters.size() - 1).x();
    for (Ink.Gap gap : gaps) {
      if (gap.width() >= wide && gap.end() < to && gap.start() > from) {
        left = gap.end() <= first ? gap.end() : left;
        right = gap.start() >= last ? Math.min(right, gap.start()) : right;
      }
    }
    return ink.within(left, Math.max(left + 1, right));
  }

  private Piece piece(List<Letter> letters, int from, int to, double wide) {
    StringBuilder text = new StringBuilder();
    double confidence = 0;
    for (Letter letter : letters) {
      text.append(letter.character());
      confidence += letter.confidence();
    }
    return new Piece(text.toString(), place(letters, from, to, wide), confidence / letters.size());
  }
}
