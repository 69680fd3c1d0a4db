package dev.atelier.vision.recipe;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import dev.atelier.ocr.OcrEngine;
import dev.atelier.ocr.Word;
import dev.atelier.vision.Eyes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The words by which a place on a still picture is found again. Only those are taken that lead back
 * to the place on this picture. Used by one thread.
 */
final class Anchors {
  private static final int MOST_WORDS = 6;
  private static final int LONGEST_PHRASE = 60;
  private static final int MOST_NEIGHBOURS = 8;
  private static final double SURE = 0.6;
  private static final List<String> ORDINALS =
      List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth");

  /** How far beside and above words a click still means them: a box to tick, a button's edge. */
  private static final int REACH_ACROSS = 40;

  private static final int REACH_DOWN = 14;

  /** Where in its field a click may be, seen from where the follower of steps clicks. */
  private static final int FIELD_BEFORE = 30;

  private static final int FIELD_AFTER = 500;
  private static final int FIELD_DOWN = 20;

  private final Screenshot picture;
  private final Scene scene;
  private final Frame frame;
  private final List<Phrase> cells;

  /** Words that stand together. */
  private record Phrase(List<Word> words) {
    String text() {
      return WordFinder.text(words);
    }

    Region place() {
      return WordFinder.around(words);
    }

    boolean isTelling() {
      return words.size() <= MOST_WORDS
          && text().length() <= LONGEST_PHRASE
          && text().codePoints().filter(Character::isLetterOrDigit).count() > 1;
    }
  }

  Anchors(Screenshot picture, OcrEngine ocr) {
    this.picture = picture;
    this.scene = new Scene(picture, picture, 0, still(picture), ocr, List.of());
    this.frame = new Frame(scene);
    this.cells = cells(ocr.read(picture));
  }

  private static Eyes still(Screenshot picture) {
    return new Eyes() {
      @Override
      public Screenshot settled() {
        return picture;
      }

      @Override
      public Screenshot changedSince(Screenshot before, Duration limit) {
        return picture;
      }
    };
  }

  /** Words of one line between which there is no more room than between words. */
  private static List<Phrase> cells(List<Word> words) {
    List<Phrase> cells = new ArrayList<>();
    List<Word> cell = new ArrayList<>();
    for (Word word : words) {
      if (!cell.isEmpty() && !belongs(cell.get(cell.size() - 1), word)) {
        cells.add(new Phrase(List.copyOf(cell)));
        cell.clear();
      }
      if (word.confidence() >= SURE) {
        cell.add(word);
      }
    }
    if (!cell.isEmpty()) {
      cells.add(new Phrase(List.copyOf(cell)));
    }
    return cells;
  }

  private static boolean belongs(Word before, Word word) {
    int gap = word.place().x() - before.place().x() - before.place().width();
    return word.line() == before.line() && gap < before.place().height();
  }

  /** Whether the place is in the bar where a browser's address stands. */
  boolean isAddressBar(Point at) {
    return frame.showsBrowser()
        && frame.holds(new Region(at.x(), at.y(), 1, 1))
        && !frame.holdsInPanel(new Region(at.x(), at.y(), 1, 1));
  }

  /** The words on or beside a place, as a step names them; empty where none lead there. */
  Optional<String> of(Point at) {
    return phrasesNear(at).flatMap(this::names).findFirst();
  }

  /** The words themselves, without what says which of several they are. */
  Optional<String> wordsAt(Point at) {
    return phrasesNear(at)
        .filter(phrase -> names(phrase).findFirst().isPresent())
        .map(phrase -> quoted(phrase.text()))
        .findFirst();
  }

  /** The label of the field in which a place is, as a step names it. */
  Optional<String> ofField(Point at) {
    Boxes boxes = new Boxes(picture);
    record Label(Phrase phrase, Point field) {}
    return cells.stream()
        .filter(Phrase::isTelling)
        .filter(cell -> !frame.holds(cell.place()))
        .flatMap(cell -> boxes.fieldOf(cell.place()).map(field -> new Label(cell, field)).stream())
        .filter(label -> isInField(label.field(), at))
        .sorted(
            Comparator.<Label>comparingInt(
                    label -> label.phrase().place().contains(label.field()) ? 1 : 0)
                .thenComparingInt(label -> Math.abs(label.field().x() - at.x())))
        .map(Label::phrase)
        .filter(phrase -> leadsTo(quoted(phrase.text()), phrase.place()))
        .map(phrase -> quoted(phrase.text()))
        .findFirst();
  }

  private static boolean isInField(Point field, Point at) {
    int after = at.x() - field.x();
    return Math.abs(field.y() - at.y()) <= FIELD_DOWN
        && after >= -FIELD_BEFORE
        && after <= FIELD_AFTER;
  }

  /** Stretches of words, those whose middle is the nearest to the place first. */
  private Stream<Phrase> phrasesNear(Point at) {
    return cells.stream()
        .filter(cell -> grown(cell.place()).contains(at))
        .sorted(Comparator.comparingInt(cell -> outside(cell.place(), at)))
        .flatMap(
            cell ->
                stretches(cell).stream()
                    .sorted(
                        Comparator.<Phrase>comparingInt(
                                phrase -> Math.abs(phrase.place().centre().x() - at.x()))
                            .thenComparingInt(phrase -> phrase.words().size())));
  }

  private static Region grown(Region place) {
    return new Region(
        place.x() - REACH_ACROSS,
        place.y() - REACH_DOWN,
        place.width() + 2 * REACH_ACROSS,
        place.height() + 2 * REACH_DOWN);
  }

  private static int outside(Region place, Point at) {
    int across = Math.max(place.x() - at.x(), at.x() - place.x() - place.width());
    int down = Math.max(place.y() - at.y(), at.y() - place.y() - place.height());
    return Math.max(0, across) + Math.max(0, down);
  }

  private static List<Phrase> stretches(Phrase cell) {
    List<Phrase> all = new ArrayList<>();
    int count = cell.words().size();
    for (int from = 0; from < count; from++) {
      for (int to = from + 1; to <= Math.min(count, from + MOST_WORDS); to++) {
        all.add(new Phrase(cell.words().subList(from, to)));
      }
    }
    return all.stream().filter(Phrase::isTelling).toList();
  }

  /** The ways to name a phrase that lead to it, the steadiest first. */
  private Stream<String> names(Phrase phrase) {
    String plain = quoted(phrase.text());
    Stream<String> beside =
        neighbours(phrase).map(other -> plain + " next to " + quoted(other.text()));
    Stream<String> counted = ORDINALS.stream().map(ordinal -> "the " + ordinal + " " + plain);
    // Which of several is the first may change with the next page.
    boolean isAlone = scene.words().findAll(phrase.text()).size() == 1;
    Stream<Stream<String>> ways =
        isAlone
            ? Stream.of(Stream.of(plain), beside, counted)
            : Stream.of(beside, Stream.of(plain), counted);
    return ways.flatMap(each -> each).filter(way -> leadsTo(way, phrase.place()));
  }

  private Stream<Phrase> neighbours(Phrase phrase) {
    return cells.stream()
        .filter(cell -> !cell.place().contains(phrase.place().centre()))
        .filter(cell -> !frame.holds(cell.place()) && cell.isTelling())
        .filter(cell -> scene.words().findAll(cell.text()).size() == 1)
        .sorted(
            Comparator.comparingDouble(
                cell -> Distance.from(phrase.place(), cell.place(), Place.Direction.NEAR)))
        .limit(MOST_NEIGHBOURS);
  }

  private boolean leadsTo(String words, Region target) {
    Quotes quotes = new Quotes();
    Places places = new Places(quotes, new Size(picture.width(), picture.height()));
    try {
      Optional<Place> place = places.read(quotes.takenFrom(words));
      return place.isPresent()
          && new Aim(scene).at(place.get()).filter(hit -> isAt(hit, target)).isPresent();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean isAt(Aim.Hit hit, Region target) {
    return target.contains(hit.point());
  }

  /** In straight quotes, which the reader of steps undoes. */
  static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + '"';
  }
}
