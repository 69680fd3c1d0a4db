package dev.atelier.desktop;

import java.util.List;

/**
 * The field that what is typed goes into, as its browser tells of it.
 *
 * @param pages addresses of the page that holds it and of those around that page, innermost first;
 *     never empty
 * @param place where it is on the screen
 * @param hides whether dots stand for what is typed
 */
public record FocusedField(List<String> pages, Region place, boolean hides) {
  public FocusedField {
    pages = List.copyOf(pages);
    if (pages.isEmpty()) {
      throw new IllegalArgumentException("a field is part of a page");
    }
  }
}
