package dev.atelier.vision.recipe;

import dev.atelier.desktop.InvalidAction;
import dev.atelier.desktop.KeyChord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads keys as people write them: {@code Ctrl + L}, {@code down arrow}, {@code Tab and Enter}. */
final class Keys {
  private static final String MODIFIER = "ctrl|control|shift|alt|altgr|super|meta|win|windows|cmd";

  private Keys() {}

  /** The chords in their order; empty where one of them is no key. */
  static Optional<List<KeyChord>> read(String words) {
    List<KeyChord> chords = new ArrayList<>();
    for (String part :
        words.strip().split("\\s*,\\s*(?:and\\s+|then\\s+)*|\\s+(?:and|then)\\s+", -1)) {
      try {
        chords.add(KeyChord.parse(name(part)));
      } catch (InvalidAction noKey) {
        return Optional.empty();
      }
    }
    return Optional.of(chords);
  }

  private static String name(String part) {
    return part.strip()
        .replaceAll("(?i)^(?:the\\s+)?(.+?)(?:\\s+(?:key|button))?$", "$1")
        .replaceAll("(?i)\\b(" + MODIFIER + ")\\s*[-+ ]\\s*(?=\\S)", "$1+")
        .replaceAll("\\s*\\+\\s*(?=\\S)", "+")
        .replaceAll("(?i)\\b(left|right|up|down)[ -]arrow\\b", "$1")
        .replaceAll("(?i)\\barrow[ -](left|right|up|down)\\b", "$1")
        .replaceAll("(?i)\\bpage[ -](up|down)\\b", "page_$1")
        .replaceAll("(?i)\\bback[ -]space\\b", "backspace")
        .replaceAll("(?i)\\bspace[ -]bar\\b", "space")
        .replaceAll("(?i)\\bwindows\\b", "win");
  }

  /** How often, from {@code twice}, {@code three times}, {@code 5 times} or nothing. */
  static int times(String words) {
    if (words == null) {
      return 1;
    }
    String plain = words.strip().toLowerCase(Locale.ROOT);
    return switch (plain) {
      case "", "once" -> 1;
      case "twice" -> 2;
      case "thrice" -> 3;
      default -> number(plain.replaceAll("\\s*(?:times|x)$", ""));
    };
  }

  /** A number in figures or, up to twelve, in words. */
  static int number(String word) {
    List<String> words =
        List.of(
            "zero one two three four five six seven eight nine ten eleven twelve".split(" ", -1));
    int inWords = words.indexOf(word.toLowerCase(Locale.ROOT));
    return inWords >= 0 ? inWords : Integer.parseInt(word);
  }
}
