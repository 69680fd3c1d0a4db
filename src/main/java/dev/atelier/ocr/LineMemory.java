package dev.atelier.ocr;

import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the last lines said, by their pixels: a line that was moved or scrolled, or that stands on
 * the screen twice, is read once. Thread-safe.
 */
final class LineMemory {
  private static final int MOST = 4000;

  private final Map<String, TextLine> lines =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TextLine> eldest) {
          return size() > MOST;
        }
      };

  /** The line at that place; {@code read} is asked where no line looked the same. */
  TextLine recall(Screenshot picture, Region place, Supplier<List<WordSplitter.Piece>> read) {
    String pixels = picture.crop(place).fingerprint();
    Optional<TextLine> known;
    synchronized (lines) {
      known = Optional.ofNullable(lines.get(pixels));
    }
    if (known.isPresent()) {
      return movedTo(place, known.get());
    }
    TextLine line = new TextLine(place, read.get());
    synchronized (lines) {
      lines.put(pixels, line);
    }
    return line;
  }

  void forget() {
    synchronized (lines) {
      lines.clear();
    }
  }

  private static TextLine movedTo(Region place, TextLine line) {
    int right = place.x() - line.place().x();
    int down = place.y() - line.place().y();
    return new TextLine(place, line.words().stream().map(word -> word.moved(right, down)).toList());
  }
}
