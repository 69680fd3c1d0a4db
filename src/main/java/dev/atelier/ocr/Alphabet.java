package dev.atelier.ocr;

import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The characters the recogniser knows, and how its likelihoods become text: the likeliest character
 * of each step, repetitions joined, blanks dropped (“connectionist temporal classification”).
 */
final class Alphabet {
  private static final String KEYS = "models/ppocr_keys_v1.txt";
  private static final int BLANK = 0;
  private static final int FULL_WIDTH_FIRST = 0xFF01;
  private static final int FULL_WIDTH_LAST = 0xFF5E;
  private static final int TO_ASCII = 0xFF01 - '!';

  private final List<String> characters;

  private Alphabet(List<String> characters) {
    this.characters = characters;
  }

  int size() {
    return characters.size();
  }

  static Alphabet load() {
    List<String> characters = new ArrayList<>();
    characters.add("");
    new String(Onnx.bytes(KEYS), StandardCharsets.UTF_8).lines().forEach(characters::add);
    characters.add(" ");
    characters.replaceAll(Alphabet::halfWidth);
    return new Alphabet(List.copyOf(characters));
  }

  /** The network likes to write Latin punctuation in its wide Chinese form. */
  private static String halfWidth(String character) {
    if (character.length() != 1) {
      return character;
    }
    char only = character.charAt(0);
    return only >= FULL_WIDTH_FIRST && only <= FULL_WIDTH_LAST
        ? String.valueOf((char) (only - TO_ASCII))
        : character;
  }

  /**
   * Decodes a line.
   *
   * @param likelihood for each step, one value per character
   * @param stepWidth pixels of the picture from one step to the next
   * @param left where the first step begins in the picture
   */
  List<Letter> decode(FloatBuffer likelihood, int steps, double stepWidth, int left) {
    List<Letter> letters = new ArrayList<>();
    int count = characters.size();
    int before = BLANK;
    float[] values = new float[count];
    for (int step = 0; step < steps; step++) {
      int best = BLANK;
      float most = Float.NEGATIVE_INFINITY;
      likelihood.get(step * count, values);
      for (int n = 0; n < count; n++) {
        if (values[n] > most) {
          most = values[n];
          best = n;
        }
      }
      if (best != BLANK && best != before) {
        letters.add(new Letter(characters.get(best), left + (step + 0.5) * stepWidth, most));
      }
      before = best;
    }
    return letters;
  }
}
