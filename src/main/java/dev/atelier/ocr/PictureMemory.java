package dev.atelier.ocr;

import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last pictures read, from several desktops perhaps, and what was on them. */
final class PictureMemory {
  private static final int MOST = 6;

  private final Deque<Known> pictures = new ArrayDeque<>();

  /** A picture and what is written on it. */
  record Known(Screenshot picture, List<TextLine> lines, List<Word> words) {
    private static final Known NOTHING =
        new Known(new Screenshot(1, 1, new int[1]), List.of(), List.of());

    /** Where the other picture must be read; empty where it says just the same. */
    List<Region> partsToRead(Screenshot other) {
      return new Changes(picture, other).parts(lines.stream().map(TextLine::place).toList());
    }

    List<TextLine> linesOutside(List<Region> parts) {
      return lines.stream()
          .filter(line -> parts.stream().noneMatch(part -> Changes.touch(part, line.place())))
          .toList();
    }
  }

  /** The known picture that differs least, or one on which there is nothing. */
  Known mostLike(Screenshot picture) {
    Known nearest = Known.NOTHING;
    int least = Integer.MAX_VALUE;
    for (Known known : pictures) {
      int changed = new Changes(known.picture(), picture).count();
      if (changed < least) {
        least = changed;
        nearest = known;
      }
    }
    return nearest;
  }

  /** Remembers a picture in the place of the one it came from. */
  Known remember(Screenshot picture, List<TextLine> lines, Known from) {
    Known known = new Known(picture, List.copyOf(lines), ReadingOrder.of(lines));
    pictures.remove(from);
    pictures.addFirst(known);
    if (pictures.size() > MOST) {
      pictures.removeLast();
    }
    return known;
  }

  void forget() {
    pictures.clear();
  }
}
