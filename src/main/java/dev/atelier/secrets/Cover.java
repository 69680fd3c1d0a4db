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
  private volatile List<Typed> typed = List.of();
  private Screenshot lastSeen;
  private Screenshot lastCovered;

  /** A secret that was typed. Guarded by the cover. */
  private static final class Typed {
    private final String name;
    private final Secret secret;
    private final Traces traces;
    private final Instant at;
    private Optional<Region> place;
    private boolean underWay;
    private Surroundings around;

    Typed(String name, Secret secret, Region place, Instant at, boolean underWay) {
      this.name = name;
      this.secret = secret;
      this.traces = new Traces(secret);
      this.at = at;
      this.place = Optional.of(place);
      this.underWay = underWay;
    }
  }

  private static final int PIECE = 5;
  private volatile Optional<Instant> unknownAt = Optional.empty();

  Cover(OcrEngine ocr, Clock clock) {
    this.ocr = ocr;
    this.clock = clock;
  }

  /** From before the first key on. */
  synchronized void begin(String name, Secret secret, Region place) {
    add(new Typed(name, secret, place, clock.instant(), true));
  }

  /** What was typed before this server was started. */
  synchronized void remember(String name, Secret secret, Region place, Instant at) {
    add(new Typed(name, secret, place, at, false));
  }

  private void add(Typed added) {
    List<Typed> all = new ArrayList<>(typed);
    all.removeIf(
        before ->
            before.name.equals(added.name)
                && before.secret.equals(added.secret)
                && before.place.equals(added.place));
    all.add(added);
    typed = List.copyOf(all);
    lastSeen = null;
  }

  /** The last key was pressed; from now on the place is free as soon as another page is there. */
  synchronized void typed(String name) {
    typed.stream().filter(each -> each.name.equals(name)).forEach(each -> each.underWay = false);
    lastSeen = null;
  }

  /** Something was typed that is not known any more: for as long as it counts, nothing is shown. */
  synchronized void rememberUnknown(Instant at) {
    unknownAt = Optional.of(at).filter(last -> unknownAt.filter(last::isBefore).isEmpty());
    lastSeen = null;
  }

  boolean isNeeded() {
    return !typed.isEmpty() || hidesAll();
  }

  private boolean hidesAll() {
    return unknownAt.filter(at -> at.isAfter(clock.instant().minus(Vault.WATCH))).isPresent();
  }

  /** Whether a text holds a secret that was typed lately, or a piece of one. */
  boolean isIn(String text) {
    return hidesAll() || typed.stream().anyMatch(each -> holdsPiece(text, each.secret.revealed()));
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
    if (lastSeen != null && (lastSeen == seen || lastSeen.showsTheSameAs(seen))) {
      return lastCovered;
    }
    forgetOld();
    List<Region> holes = new ArrayList<>();
    Optional<List<Word>> words = read(seen);
    for (Typed each : typed) {
      List<Region> found = words.map(each.traces::in).orElse(List.of());
      letGo(each, seen, words.isPresent() && found.isEmpty());
      each.place.ifPresent(holes::add);
      holes.addAll(found);
    }
    if (hidesAll() || (words.isEmpty() && !typed.isEmpty())) {
      // Who cannot look for it shows nothing.
      holes.add(new Region(0, 0, seen.width(), seen.height()));
    }
    lastSeen = seen;
    lastCovered = holes.isEmpty() ? seen : painted(seen, holes);
    return lastCovered;
  }

  private void forgetOld() {
    Instant begin = clock.instant().minus(Vault.WATCH);
    typed = typed.stream().filter(each -> each.underWay || each.at.isAfter(begin)).toList();
  }

  private Optional<List<Word>> read(Screenshot seen) {
    try {
      return Optional.of(ocr.read(seen));
    } catch (RuntimeException unreadable) {
      LOG.log(Level.WARNING, "a picture is covered whole, as it cannot be read", unreadable);
      return Optional.empty();
    }
  }

  private static void letGo(Typed each, Screenshot seen, boolean unseen) {
    if (each.place.isEmpty() || each.underWay) {
      return;
    }
    if (each.around == null || !each.around.haveSizeOf(seen)) {
      each.around = new Surroundings(seen, each.place.get());
    } else if (unseen && each.around.areGoneFrom(seen)) {
      each.place = Optional.empty();
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
