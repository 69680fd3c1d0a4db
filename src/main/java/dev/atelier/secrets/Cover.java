package dev.atelier.secrets;

import dev.atelier.Secret;
import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import dev.atelier.ocr.OcrEngine;
import dev.atelier.ocr.Word;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What is covered on the pictures of one desktop: the place a secret was typed into until another
 * page is there, and, for a day, whatever reads like it anywhere. Thread-safe; while nothing was
 * typed, it costs the look at one field.
 */
final class Cover {
  private static final Logger LOG = Logger.getLogger(Cover.class.getName());

  /** In the ink of the product: a hole, which nobody takes for a field. */
  private static final int INK = 0x2B2320;

  /** The frame and the caret of a field reach a little beyond what it says. */
  private static final int MARGIN = 6;

  private final OcrEngine ocr;
  private final Clock clock;
  private final BiConsumer<Region, Instant> lettingGo;
  private volatile List<Typed> typed = List.of();
  private Screenshot lastSeen;
  private Screenshot lastCovered;
  private long lastSought;

  /** A secret that was typed; without its value where that is not known. Guarded by the cover. */
  private static final class Typed {
    private final String name;
    private final Optional<Secret> secret;
    private final Optional<Traces> traces;
    private final Instant at;
    private Optional<Region> place;
    private boolean underWay;
    private Surroundings around;

    Typed(String name, Optional<Secret> secret, Optional<Region> place, Instant at) {
      this.name = name;
      this.secret = secret;
      this.traces = secret.map(Traces::new);
      this.at = at;
      this.place = place;
    }

    boolean isLaterThan(Instant begin) {
      return underWay || at.isAfter(begin);
    }

    boolean isSameAs(Typed other) {
      return name.equals(other.name) && secret.equals(other.secret) && place.equals(other.place);
    }

    /** Of its letters so many, as small as they may be. */
    boolean hasPieceIn(String text) {
      return secret.map(Secret::revealed).filter(known -> holdsPiece(text, known)).isPresent();
    }
  }

  private static final int PIECE = 5;

  /**
   * @param lettingGo told that another page is there than when something was typed into a place,
   *     until that moment
   */
  Cover(OcrEngine ocr, Clock clock, BiConsumer<Region, Instant> lettingGo) {
    this.ocr = ocr;
    this.clock = clock;
    this.lettingGo = lettingGo;
  }

  /** From before the first key on. */
  synchronized void begin(String name, Secret secret, Region place) {
    Typed begun = new Typed(name, Optional.of(secret), Optional.of(place), clock.instant());
    begun.underWay = true;
    add(begun);
  }

  /** What was typed before this server was started, and where, if that is not let go. */
  synchronized void remember(String name, Secret secret, Optional<Region> place, Instant at) {
    add(new Typed(name, Optional.of(secret), place, at));
  }

  /** Something was typed that is not known any more: for as long as it counts, nothing is shown. */
  synchronized void rememberUnknown(String name, Optional<Region> place, Instant at) {
    add(new Typed(name, Optional.empty(), place, at));
  }

  private void add(Typed added) {
    List<Typed> all = new ArrayList<>(typed);
    all.removeIf(before -> before.isSameAs(added) && !before.at.isAfter(added.at));
    all.add(added);
    typed = List.copyOf(all);
    lastSeen = null;
  }

  /** The last key was pressed; from now on the place is free as soon as another page is there. */
  synchronized void typed(String name) {
    typed.stream().filter(each -> each.name.equals(name)).forEach(each -> each.underWay = false);
    lastSeen = null;
  }

  boolean isNeeded() {
    return !typed.isEmpty();
  }

  private boolean hidesAll() {
    Instant begin = watchedSince();
    return typed.stream().anyMatch(each -> each.secret.isEmpty() && each.isLaterThan(begin));
  }

  private Instant watchedSince() {
    return clock.instant().minus(Vault.WATCH);
  }

  /**
   * Whether a text holds a secret that was typed lately or stands in its field, or a piece of one.
   */
  boolean isIn(String text) {
    return hidesAll() || typed.stream().anyMatch(each -> each.hasPieceIn(text));
  }

  private static boolean holdsPiece(String text, String secret) {
    int length = Math.min(PIECE, secret.length());
    for (int at = 0; at + length <= secret.length(); at++) {
      if (text.contains(secret.substring(at, at + length))) {
        return true;
      }
    }
    return false;
  }

  /** The picture as it may leave. */
  Screenshot over(Screenshot seen) {
    return isNeeded() ? covered(seen) : seen;
  }

  private synchronized Screenshot covered(Screenshot seen) {
    Instant begin = watchedSince();
    long sought = typed.stream().filter(each -> each.isLaterThan(begin)).count();
    if (lastSeen != null
        && lastSought == sought
        && (lastSeen == seen || lastSeen.showsTheSameAs(seen))) {
      return lastCovered;
    }
    List<Region> holes = new ArrayList<>();
    Optional<List<Word>> words = sought > 0 ? read(seen) : Optional.of(List.of());
    for (Typed each : typed) {
      List<Region> found =
          each.isLaterThan(begin)
              ? words.map(all -> traces(each, all)).orElse(List.of())
              : List.of();
      letGo(each, seen, words.isPresent() && found.isEmpty());
      each.place.ifPresent(holes::add);
      holes.addAll(found);
    }
    if (hidesAll() || words.isEmpty()) {
      // Who cannot look for it shows nothing.
      holes.add(new Region(0, 0, seen.width(), seen.height()));
    }
    typed =
        typed.stream().filter(each -> each.place.isPresent() || each.isLaterThan(begin)).toList();
    lastSeen = seen;
    lastSought = sought;
    lastCovered = holes.isEmpty() ? seen : painted(seen, holes);
    return lastCovered;
  }

  private static List<Region> traces(Typed each, List<Word> words) {
    return each.traces.map(sought -> sought.in(words)).orElse(List.of());
  }

  private Optional<List<Word>> read(Screenshot seen) {
    try {
      return Optional.of(ocr.read(seen));
    } catch (RuntimeException unreadable) {
      LOG.log(Level.WARNING, "a picture is covered whole, as it cannot be read", unreadable);
      return Optional.empty();
    }
  }

  private void letGo(Typed each, Screenshot seen, boolean unseen) {
    if (each.place.isEmpty() || each.underWay) {
      return;
    }
    if (each.around == null || !each.around.haveSizeOf(seen)) {
      each.around = new Surroundings(seen, each.place.get());
    } else if (unseen && each.around.areGoneFrom(seen)) {
      Region free = each.place.get();
      each.place = Optional.empty();
      lettingGo.accept(free, each.at);
    }
  }

  private static Screenshot painted(Screenshot seen, List<Region> holes) {
    int[] rgb = new int[seen.width() * seen.height()];
    for (int y = 0; y < seen.height(); y++) {
      for (int x = 0; x < seen.width(); x++) {
        rgb[y * seen.width() + x] = seen.rgb(x, y);
      }
    }
    for (Region hole : holes) {
      int right = Math.min(seen.width(), hole.x() + hole.width() + MARGIN);
      int bottom = Math.min(seen.height(), hole.y() + hole.height() + MARGIN);
      for (int y = Math.max(0, hole.y() - MARGIN); y < bottom; y++) {
        for (int x = Math.max(0, hole.x() - MARGIN); x < right; x++) {
          rgb[y * seen.width() + x] = INK;
        }
      }
    }
    return new Screenshot(seen.width(), seen.height(), rgb);
  }
}
