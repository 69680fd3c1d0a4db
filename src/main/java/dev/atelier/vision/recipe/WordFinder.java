package dev.atelier.vision.recipe;

import dev.atelier.desktop.Region;
import dev.atelier.ocr.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds phrases among the words of a screen. Immutable. */
final class WordFinder {
  private static final int SHORTEST_PART = 3;
  private static final int MOST_NAMED = 6;
  private static final int LONGEST_NAMED = 40;
  private static final double SURE = 0.6;

  private final List<List<Word>> lines;

  WordFinder(List<Word> words) {
    Map<Integer, List<Word>> byLine = new LinkedHashMap<>();
    words.forEach(word -> byLine.computeIfAbsent(word.line(), n -> new ArrayList<>()).add(word));
    this.lines = List.copyOf(byLine.values());
  }

  /**
   * All places of the phrase that fit as well as the best one, in reading order; a phrase may span
   * words of one line, never two.
   */
  List<Match> find(String phrase) {
    return find(phrase, Match.Likeness.EXACT);
  }

  /** As {@link #find}, and those that differ in case or signs only: for choosing one of several. */
  List<Match> findAll(String phrase) {
    return find(phrase, Match.Likeness.EXCEPT_SIGNS);
  }

  private List<Match> find(String phrase, Match.Likeness goodEnough) {
    List<Match> all = new ArrayList<>();
    for (List<Word> line : lines) {
      addMatches(phrase, line, all);
    }
    List<Match> bestFirst = all.stream().sorted(Comparator.comparing(Match::likeness)).toList();
    List<Match> found = new ArrayList<>();
    for (Match match : bestFirst) {
      boolean fits =
          match.likeness() == bestFirst.get(0).likeness()
              || match.likeness().compareTo(goodEnough) <= 0;
      if (fits && found.stream().noneMatch(other -> isSame(other, match))) {
        found.add(match);
      }
    }
    return all.stream().filter(found::contains).distinct().toList();
  }

  private static boolean isSame(Match one, Match other) {
    return one.place().contains(other.place().centre()) || one.place().equals(other.place());
  }

  private static void addMatches(String phrase, List<Word> line, List<Match> all) {
    int count = phrase.strip().split("\\s+", -1).length;
    int from = 0;
    while (from < line.size()) {
      Optional<Match> best = bestFrom(phrase, line, from, count);
      best.ifPresent(all::add);
      from++;
    }
    if (phrase.length() >= SHORTEST_PART) {
      addParts(phrase, line, all);
    }
  }

  /** OCR may have joined or cut words, so that a few more or fewer may stand for the phrase. */
  private static Optional<Match> bestFrom(String phrase, List<Word> line, int from, int count) {
    Match best = null;
    for (int size = 1; size <= count + 2 && from + size <= line.size(); size++) {
      List<Word> words = line.subList(from, from + size);
      Optional<Match.Likeness> likeness = Likenesses.of(phrase, text(words));
      if (likeness.isPresent() && (best == null || likeness.get().compareTo(best.likeness()) < 0)) {
        best = new Match(text(words), around(words), likeness.get(), isAllOf(line, words));
      }
    }
    return Optional.ofNullable(best);
  }

  /** Whether the rest of the line is at most an icon that was read as a letter or two. */
  private static boolean isAllOf(List<Word> line, List<Word> words) {
    return line.stream().noneMatch(word -> !words.contains(word) && word.text().length() > 2);
  }

  /** The phrase within a longer word or words, its place estimated from the letters before it. */
  private static void addParts(String phrase, List<Word> line, List<Match> all) {
    String text = text(line);
    int at = text.toLowerCase(Locale.ROOT).indexOf(phrase.toLowerCase(Locale.ROOT));
    if (at < 0) {
      return;
    }
    int end = at + phrase.length();
    int position = 0;
    Region place = null;
    for (Word word : line) {
      int first = Math.max(at, position);
      int last = Math.min(end, position + word.text().length());
      if (first < last) {
        Region part = partOf(word, first - position, last - position);
        place = place == null ? part : union(place, part);
      }
      position += word.text().length() + 1;
    }
    if (place != null) {
      all.add(new Match(text.substring(at, end), place, Match.Likeness.PART_OF_A_WORD, false));
    }
  }

  private static Region partOf(Word word, int first, int last) {
    Region place = word.place();
    double each = place.width() / (double) word.text().length();
    int left = place.x() + (int) Math.round(first * each);
    int right = place.x() + (int) Math.round(last * each);
    return new Region(left, place.y(), Math.max(1, right - left), place.height());
  }

  /** The same words as they lie beside and below each other. */
  Rows rows() {
    return new Rows(lines);
  }

  /** Every line with its place, in reading order. */
  List<Match> lines() {
    return lines.stream()
        .map(line -> new Match(text(line), around(line), Match.Likeness.EXACT, true))
        .toList();
  }

  /** What stands on the screen and looks most like the phrase, for “I do see …”. */
  List<String> nearest(String phrase) {
    int count = phrase.strip().split("\\s+", -1).length;
    Map<String, Double> candidates = new LinkedHashMap<>();
    for (List<Word> line : lines) {
      for (int from = 0; from < line.size(); from++) {
        int to = Math.min(line.size(), from + count);
        List<Word> words = line.subList(from, to);
        if (words.stream().allMatch(WordFinder::isReadable)) {
          candidates.merge(text(words), Likenesses.alike(phrase, text(words)), Math::max);
        }
      }
    }
    Set<String> named = new LinkedHashSet<>();
    candidates.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(MOST_NAMED)
        .forEach(entry -> named.add(shortened(entry.getKey())));
    return List.copyOf(named);
  }

  private static boolean isReadable(Word word) {
    return word.confidence() >= SURE
        && word.text().codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_NAMED ? text : text.substring(0, LONGEST_NAMED) + "…";
  }

  static String text(List<Word> words) {
    return String.join(" ", words.stream().map(Word::text).toList());
  }

  static Region around(List<Word> words) {
    return words.stream().map(Word::place).reduce(WordFinder::union).orElseThrow();
  }

  private static Region union(Region one, Region other) {
    int left = Math.min(one.x(), other.x());
    int top = Math.min(one.y(), other.y());
    int right = Math.max(one.x() + one.width(), other.x() + other.width());
    int bottom = Math.max(one.y() + one.height(), other.y() + other.height());
    return new Region(left, top, right - left, bottom - top);
  }
}
