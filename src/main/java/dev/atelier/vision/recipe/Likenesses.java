package dev.atelier.vision.recipe;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** Compares what was looked for with what was read, forgiving what OCR confuses. */
final class Likenesses {
  /** One wrong character is forgiven for so many right ones. */
  private static final int LETTERS_PER_SLIP = 6;

  private static final int SHORTEST_WITH_A_SLIP = 4;

  private Likenesses() {}

  /** How well the words read fit the phrase as a whole; empty where they do not. */
  static Optional<Match.Likeness> of(String phrase, String read) {
    if (phrase.equals(read)) {
      return Optional.of(Match.Likeness.EXACT);
    }
    if (phrase.equalsIgnoreCase(read)) {
      return Optional.of(Match.Likeness.EXCEPT_CASE);
    }
    String wanted = folded(phrase);
    String seen = folded(read);
    if (wanted.isEmpty() || seen.isEmpty()) {
      return Optional.empty();
    }
    if (wanted.equals(seen)) {
      return Optional.of(Match.Likeness.EXCEPT_SIGNS);
    }
    String joined = wanted.replace(" ", "");
    String seenJoined = seen.replace(" ", "");
    if (joined.equals(seenJoined)) {
      return Optional.of(Match.Likeness.EXCEPT_SPACES);
    }
    if (joined.length() >= SHORTEST_WITH_A_SLIP
        && distance(joined, seenJoined) <= Math.max(1, joined.length() / LETTERS_PER_SLIP)
        && !differInDigits(joined, seenJoined)) {
      return Optional.of(Match.Likeness.NEARLY);
    }
    return Optional.empty();
  }

  /** 0 (nothing alike) to 1 (the same), for “I do see …”. */
  static double alike(String phrase, String read) {
    String wanted = folded(phrase);
    String seen = folded(read);
    int longest = Math.max(wanted.length(), seen.length());
    return longest == 0 ? 0 : 1 - distance(wanted, seen) / (double) longest;
  }

  /** Lower case without accents, quotes and closing signs; look-alikes made one. */
  static String folded(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[‘’`´]", "'")
            .replaceAll("[“”„«»]", "\"")
            .replaceAll("[‐-―−]", "-")
            .toLowerCase(Locale.ROOT)
            .replaceAll("^[\\p{P}&&[^/@#%&]]+|[\\p{P}&&[^/@#%&]]+$", "")
            .replaceAll("\\s+", " ")
            .strip();
    return plain.replace('0', 'o').replaceAll("[1i|]", "l");
  }

  /** Figures must be right: “Order 12” is not a slip for “Order 13”. */
  private static boolean differInDigits(String one, String other) {
    return !one.replaceAll("[^2-9]", "").equals(other.replaceAll("[^2-9]", ""));
  }

  /** Levenshtein's distance. */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int n = 0; n <= other.length(); n++) {
      row[n] = n;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
