package dev.atelier.storage;

import dev.atelier.json.Json;
import java.util.Map;
import java.util.TreeMap;

/** Texts as both databases keep them: no longer than their column, and without NUL. */
final class Texts {
  private Texts() {}

  /** The beginning of a text; never half a character. */
  static String upTo(int most, String text) {
    String plain = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    if (plain.length() <= most) {
      return plain;
    }
    int end = Character.isHighSurrogate(plain.charAt(most - 1)) ? most - 1 : most;
    return plain.substring(0, end);
  }

  /** Reads names and texts that {@code Json} wrote. */
  static Map<String, String> map(String json) {
    Map<String, String> texts = new TreeMap<>();
    Json.readObject(json).forEach((name, text) -> texts.put(name, text.toString()));
    return texts;
  }
}
