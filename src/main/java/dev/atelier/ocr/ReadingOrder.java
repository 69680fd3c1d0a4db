package dev.atelier.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts lines in the order in which a person reads them, and numbers them. */
final class ReadingOrder {
  private static final Comparator<TextLine> FROM_THE_TOP =
      Comparator.<TextLine>comparingInt(line -> line.place().centre().y())
          .thenComparingInt(line -> line.place().x());
  private static final Comparator<TextLine> FROM_THE_LEFT =
      Comparator.comparingInt(line -> line.place().x());

  private ReadingOrder() {}

  /** The words of all lines; lines side by side that nearly touch count as one. */
  static List<Word> of(List<TextLine> lines) {
    List<Word> words = new ArrayList<>();
    int number = 0;
    for (List<TextLine> row : rows(lines)) {
      TextLine before = null;
      for (TextLine line : row) {
        if (before != null && isApart(before, line)) {
          number++;
        }
        for (WordSplitter.Piece word : line.words()) {
          words.add(new Word(word.text(), word.place(), number, word.confidence()));
        }
        before = line;
      }
      number++;
    }
    return List.copyOf(words);
  }

  private static boolean isApart(TextLine left, TextLine right) {
    int height = Math.min(left.place().height(), right.place().height());
    return right.place().x() - left.right() > height;
  }

  private static List<List<TextLine>> rows(List<TextLine> lines) {
    List<List<TextLine>> rows = new ArrayList<>();
    List<TextLine> row = new ArrayList<>();
    for (TextLine line : lines.stream().sorted(FROM_THE_TOP).toList()) {
      if (!row.isEmpty() && !row.get(0).isBeside(line)) {
        rows.add(row);
        row = new ArrayList<>();
      }
      row.add(line);
    }
    if (!row.isEmpty()) {
      rows.add(row);
    }
    rows.forEach(each -> each.sort(FROM_THE_LEFT));
    return rows;
  }
}
