package dev.atelier.ocr;

import dev.atelier.desktop.Region;
import java.util.List;

/** A stretch of text that was found in one piece, and its words from left to right. */
record TextLine(Region place, List<WordSplitter.Piece> words) {
  TextLine {
    words = List.copyOf(words);
  }

  int right() {
    return place.x() + place.width();
  }

  /** Whether both lie on one row: they share most of the lower one's height. */
  boolean isBeside(TextLine other) {
    int top = Math.max(place.y(), other.place.y());
    int bottom = Math.min(place.y() + place.height(), other.place.y() + other.place.height());
    return bottom - top >= 0.5 * Math.min(place.height(), other.place.height());
  }
}
