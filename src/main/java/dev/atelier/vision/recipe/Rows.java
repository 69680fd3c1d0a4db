package dev.atelier.vision.recipe;

import dev.atelier.desktop.Region;
import dev.atelier.ocr.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The words of a screen as they lie beside and below each other: rows, and in them the cells that
 * wide gaps part. Immutable.
 */
final class Rows {
  /** Of a cell's height: wider than a space, also of a font in which all letters are as wide. */
  private static final double WIDE = 1.25;

  private final List<List<Word>> cells;

  Rows(List<List<Word>> lines) {
    this.cells = lines.stream().flatMap(line -> cells(line).stream()).toList();
  }

  private static List<List<Word>> cells(List<Word> line) {
    double wide = WIDE * WordFinder.around(line).height();
    List<List<Word>> cells = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= line.size(); to++) {
      if (to == line.size() || line.get(to).place().x() - right(line.get(to - 1).place()) > wide) {
        cells.add(line.subList(from, to));
        from = to;
      }
    }
    return cells;
  }

  /** All that stands on the place's row, from left to right; empty where nothing does. */
  Optional<String> rowAt(Region place) {
    List<String> texts =
        cells.stream()
            .filter(cell -> isBeside(place, WordFinder.around(cell)))
            .sorted(Comparator.comparingInt(cell -> WordFinder.around(cell).x()))
            .map(WordFinder::text)
            .toList();
    return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", texts));
  }

  /** What stands nearest to the place in that direction; empty where nothing does. */
  Optional<String> next(Region place, Place.Direction direction) {
    return switch (direction) {
      case RIGHT, NEAR ->
          restOfCell(place, true).or(() -> nearest(place, Place.Direction.RIGHT, false));
      case LEFT -> restOfCell(place, false).or(() -> nearest(place, direction, false));
      case BELOW, ABOVE -> nearest(place, direction, true);
    };
  }

  private Optional<String> restOfCell(Region place, boolean after) {
    return cellAt(place)
        .map(
            cell ->
                cell.stream()
                    .filter(word -> after ? isAfter(place, word) : isBefore(place, word))
                    .toList())
        .filter(words -> !words.isEmpty())
        .map(WordFinder::text);
  }

  private Optional<String> nearest(Region place, Place.Direction direction, boolean inColumn) {
    int end = inColumn ? nextColumn(place) : Integer.MAX_VALUE;
    return cells.stream()
        .filter(cell -> !WordFinder.around(cell).contains(place.centre()))
        .map(cell -> cell.stream().filter(word -> word.place().x() < end).toList())
        .filter(cell -> !cell.isEmpty() && far(place, cell, direction) < Double.POSITIVE_INFINITY)
        .min(Comparator.comparingDouble(cell -> far(place, cell, direction)))
        .map(WordFinder::text);
  }

  private static double far(Region place, List<Word> cell, Place.Direction direction) {
    return Distance.from(place, WordFinder.around(cell), direction);
  }

  /** Where the column right of the place's begins, as far as its own row says; else beyond all. */
  private int nextColumn(Region place) {
    int own = cellAt(place).map(cell -> right(WordFinder.around(cell))).orElse(right(place));
    return cells.stream()
        .map(WordFinder::around)
        .filter(cell -> isBeside(place, cell) && cell.x() > own)
        .mapToInt(cell -> cell.x() - place.height() / 2)
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  private Optional<List<Word>> cellAt(Region place) {
    return cells.stream()
        .filter(cell -> WordFinder.around(cell).contains(place.centre()))
        .findFirst();
  }

  /** Whether they share most of the lower one's height. */
  private static boolean isBeside(Region one, Region other) {
    int top = Math.max(one.y(), other.y());
    int bottom = Math.min(one.y() + one.height(), other.y() + other.height());
    return 2 * (bottom - top) >= Math.min(one.height(), other.height());
  }

  private static boolean isAfter(Region place, Word word) {
    return word.place().centre().x() > right(place);
  }

  private static boolean isBefore(Region place, Word word) {
    return word.place().centre().x() < place.x();
  }

  private static int right(Region place) {
    return place.x() + place.width();
  }
}
