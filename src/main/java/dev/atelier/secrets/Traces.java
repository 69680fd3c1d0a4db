package dev.atelier.secrets;

import dev.atelier.Secret;
import dev.atelier.desktop.Region;
import dev.atelier.ocr.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds a secret, or a piece of it, among words that were read from a picture. Letters that look
 * alike count as the same, as who reads pictures mistakes them, and signs and spaces do not count.
 * Immutable.
 */
final class Traces {
  /** A shorter piece is in many words. */
  private static final int PIECE = 5;

  private static final Map<Character, Character> LIKE =
      Map.ofEntries(
          Map.entry('l', '1'),
          Map.entry('i', '1'),
          Map.entry('|', '1'),
          Map.entry('!', '1'),
          Map.entry('j', '1'),
          Map.entry('o', '0'),
          Map.entry('q', '0'),
          Map.entry('s', '5'),
          Map.entry('$', '5'),
          Map.entry('z', '2'),
          Map.entry('b', '8'),
          Map.entry('g', '9'),
          Map.entry('v', 'u'));

  private final String sought;
  private final int least;

  Traces(Secret secret) {
    String plain = plain(secret.revealed());
    // A secret of signs alone is sought as it is.
    this.sought = plain.length() < Vault.SHORTEST ? bare(secret.revealed()) : plain;
    this.least = Math.min(PIECE, sought.length());
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char small = Character.toLowerCase(text.charAt(at));
      char like = LIKE.getOrDefault(small, small);
      if (Character.isLetterOrDigit(like)) {
        plain.append(like);
      }
    }
    return plain.toString();
  }

  private static String bare(String text) {
    return text.replaceAll("\\s", "");
  }

  /** Where words are that are part of it. */
  List<Region> in(List<Word> words) {
    Map<Integer, List<Word>> lines = new TreeMap<>();
    words.forEach(word -> lines.computeIfAbsent(word.line(), n -> new ArrayList<>()).add(word));
    return lines.values().stream().flatMap(line -> inLine(line).stream()).toList();
  }

  private Set<Region> inLine(List<Word> line) {
    Set<Region> found = new HashSet<>();
    find(line, true, found);
    find(line, false, found);
    return found;
  }

  private void find(List<Word> line, boolean alike, Set<Region> found) {
    StringBuilder text = new StringBuilder();
    List<Word> owners = new ArrayList<>();
    for (Word word : line) {
      String letters = alike ? plain(word.text()) : bare(word.text());
      text.append(letters);
      for (int n = 0; n < letters.length(); n++) {
        owners.add(word);
      }
    }
    for (int at = 0; at + least <= text.length(); at++) {
      if (sought.contains(text.substring(at, at + least))) {
        owners.subList(at, at + least).forEach(word -> found.add(word.place()));
      }
    }
  }
}
