package dev.atelier.cost;

import dev.atelier.json.InvalidField;
import java.awt.Color;

/** The colours of a chart, those of the console's palette. */
enum ChartTheme {
  LIGHT(0xffffff, 0x6f625b, 0xe7ddd3, 0xb4532f, 0xa3322b),
  DARK(0x26201d, 0xb5a69c, 0x3a312c, 0xe08a63, 0xe88078);

  private final Color surface;
  private final Color text;
  private final Color line;
  private final Color bar;
  private final Color cap;

  ChartTheme(int surface, int text, int line, int bar, int cap) {
    this.surface = new Color(surface);
    this.text = new Color(text);
    this.line = new Color(line);
    this.bar = new Color(bar);
    this.cap = new Color(cap);
  }

  Color surface() {
    return surface;
  }

  Color text() {
    return text;
  }

  Color line() {
    return line;
  }

  Color bar() {
    return bar;
  }

  Color cap() {
    return cap;
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
