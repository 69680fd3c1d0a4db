package dev.atelier.cost;

import dev.atelier.json.InvalidField;
import java.awt.Color;

/** The colours of a chart, those of the console's palette. */
enum ChartTheme {
  LIGHT(0xffffff, 0x6f625b, 0xe7ddd3, 0xb4532f, 0xa3322b),
  DARK(0x26201d, 0xb5a69c, 0x3a312c, 0xe08a63, 0xe88078);

  private final int surface;
  private final int text;
  private final int line;
  private final int bar;
  private final int cap;

  ChartTheme(int surface, int text, int line, int bar, int cap) {
    this.surface = surface;
    this.text = text;
    this.line = line;
    this.bar = bar;
    this.cap = cap;
  }

  Color surface() {
    return new Color(surface);
  }

  Color text() {
    return new Color(text);
  }

  Color line() {
    return new Color(line);
  }

  Color bar() {
    return new Color(bar);
  }

  Color cap() {
    return new Color(cap);
  }

  /**
   * By its word.
   *
   * @param word null for {@link #LIGHT}
   * @throws InvalidField when there is none of that word
   */
  static ChartTheme of(String word) {
    return switch (word == null ? "light" : word) {
      case "light" -> LIGHT;
      case "dark" -> DARK;
      default -> throw new InvalidField("theme", "must be light or dark");
    };
  }
}
