package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Size;
import dev.atelier.ocr.OcrEngine;
import dev.atelier.vision.GoalNotUnderstood;
import dev.atelier.vision.StepWriter.Deed;
import dev.atelier.vision.StepWriter.NotWritable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Deeds on their way to written steps: several of them make one step where people would write one.
 * Used by one thread.
 */
final class Penmanship {
  private static final List<String> TO_THE_ADDRESS = List.of("ctrl+l", "alt+d", "F6");
  private static final List<String> RETURN = List.of("return", "enter", "kp_enter");
  private static final Size USUAL = new Size(1280, 800);

  /** Keys that leave everything where it stands. */
  private static final List<String> STILL =
      List.of("ctrl+a", "ctrl+c", "ctrl+l", "ctrl+v", "ctrl+x", "alt+d", "tab", "shift+tab");

  private static final String ADDRESS =
      "(?:[a-z][a-z0-9+.-]*:\\S+|localhost(?:[:/]\\S*)?|[\\w-]+(?:\\.[\\w-]+)+(?:[:/?#]\\S*)?)";

  private final List<Deed> deeds;
  private final Sights sights;
  private final OcrEngine ocr;
  private final List<String> lines = new ArrayList<>();
  private Optional<Point> pointer = Optional.empty();

  /** The deed with which the present step begins, and the next one to write. */
  private int first;

  private int at;

  Penmanship(List<Deed> deeds, OcrEngine ocr) {
    this.deeds = List.copyOf(deeds);
    this.sights = new Sights(this.deeds);
    this.ocr = ocr;
  }

  boolean hasMore() {
    return at < deeds.size();
  }

  String text() {
    return String.join("\n", lines);
  }

  /** Writes the next step, of one deed or of several. */
  void writeNext() {
    first = at;
    if (goesToAnAddress() || typesIntoAField()) {
      return;
    }
    int number = at++;
    Deed deed = deeds.get(number);
    Action action = deed.action();
    if (action instanceof Action.Click click) {
      line(clickVerb(click, deed) + " " + place(number, where(click.coordinate(), deed)));
    } else if (action instanceof Action.MoveMouse move) {
      line("hover over " + place(number, where(Optional.of(move.coordinate()), deed)));
    } else if (action instanceof Action.Drag drag) {
      String from = place(number, drag.start());
      line("drag " + from + " to " + place(number, where(Optional.of(drag.end()), deed)));
    } else if (action instanceof Action.Scroll scroll) {
      writeScroll(scroll);
    } else {
      writeOther(deed, action);
    }
  }

  private void writeOther(Deed deed, Action action) {
    if (action instanceof Action.Type type) {
      line("type " + Anchors.quoted(type.text()));
    } else if (action instanceof Action.PressKey press) {
      line("press " + press.keys().text() + times(press.repeat()));
    } else if (action instanceof Action.HoldKey hold) {
      line("hold " + hold.keys().text() + " for " + span(hold.duration()));
    } else if (action instanceof Action.Wait wait) {
      if (!wait.duration().isZero()) {
        line("wait " + span(wait.duration()));
      }
    } else if (!isALook(action)) {
      throw new NotWritable(
          deed.number(), "(" + action.verb() + ") is nothing that a written step can do");
    }
  }

  private static boolean isALook(Action action) {
    return action instanceof Action.LookAtScreen
        || action instanceof Action.Zoom
        || action instanceof Action.AskCursorPosition;
  }

  /** {@code ctrl+l} or a click on the address, the address, and Return. */
  private boolean goesToAnAddress() {
    Deed first = deeds.get(at);
    int next = at + 1;
    boolean begins =
        isKey(first, TO_THE_ADDRESS)
            || clicked(first)
                .flatMap(point -> anchors(at).filter(seen -> seen.isAddressBar(point)))
                .isPresent();
    if (!begins) {
      return false;
    }
    if (next < deeds.size() && isKey(deeds.get(next), List.of("ctrl+a"))) {
      next++;
    }
    Optional<String> typed = typedAt(next).filter(text -> text.strip().matches(ADDRESS));
    boolean entered = typed.filter(text -> text.endsWith("\n")).isPresent();
    boolean returned = next + 1 < deeds.size() && isKey(deeds.get(next + 1), RETURN);
    if (typed.isEmpty() || !(entered || returned)) {
      return false;
    }
    line("go to " + typed.get().strip());
    at = next + (entered ? 1 : 2);
    return true;
  }

  /** A click, perhaps {@code ctrl+a}, and what is typed then. */
  private boolean typesIntoAField() {
    Deed click = deeds.get(at);
    Optional<Point> point = clicked(click);
    if (point.isEmpty()) {
      return false;
    }
    int next = at + 1;
    boolean instead = ((Action.Click) click.action()).times() == 3;
    if (next < deeds.size() && isKey(deeds.get(next), List.of("ctrl+a"))) {
      instead = true;
      next++;
    }
    Optional<String> typed = typedAt(next);
    Optional<String> label =
        typed.flatMap(text -> anchors(at)).flatMap(seen -> seen.ofField(point.get()));
    if (label.isEmpty()) {
      return false;
    }
    String text = Anchors.quoted(typed.get());
    line(
        instead
            ? "fill in " + label.get() + " with " + text
            : "type " + text + " into " + label.get());
    pointer = point;
    at = next + 1;
    return true;
  }

  /** Up or down to the words that are clicked next, wherever they stand by then. */
  private void writeScroll(Action.Scroll scroll) {
    int clicks = scroll.amount();
    while (hasMore() && isSameWay(deeds.get(at).action(), scroll)) {
      clicks += ((Action.Scroll) deeds.get(at).action()).amount();
      at++;
    }
    String way = scroll.direction().name().toLowerCase(Locale.ROOT);
    Optional<String> goal =
        hasMore() && (way.equals("down") || way.equals("up"))
            ? clicked(deeds.get(at))
                .flatMap(point -> anchors(at).flatMap(seen -> seen.wordsAt(point)))
            : Optional.empty();
    if (goal.isPresent()) {
      line("scroll " + way + " until " + goal.get());
      return;
    }
    for (int left = clicks; left > 0; left -= Action.MOST_SCROLL_CLICKS) {
      line("scroll " + way + " " + Math.min(left, Action.MOST_SCROLL_CLICKS) + " times");
    }
  }

  private static boolean isSameWay(Action action, Action.Scroll scroll) {
    return action instanceof Action.Scroll other && other.direction() == scroll.direction();
  }

  private String clickVerb(Action.Click click, Deed deed) {
    if (click.held().isPresent()) {
      throw new NotWritable(
          deed.number(), "clicks while a key is held, which no written step can do");
    }
    return switch (click.verb()) {
      case "double_click" -> "double-click";
      case "triple_click" -> "triple-click";
      case "right_click" -> "right-click";
      case "middle_click" -> "middle-click";
      default -> "click";
    };
  }

  private Point where(Optional<Point> coordinate, Deed deed) {
    pointer = coordinate.or(() -> pointer);
    return pointer.orElseThrow(
        () -> new NotWritable(deed.number(), "clicks where the pointer was, which is not known"));
  }

  /** In words, else in pixels. */
  private String place(int number, Point point) {
    return anchors(number)
        .flatMap(words -> words.of(point))
        .orElseGet(() -> point.x() + ", " + point.y());
  }

  /** Empty where the picture was taken before something that moved what it shows. */
  private Optional<Anchors> anchors(int number) {
    boolean moved =
        IntStream.range(0, number)
            .filter(before -> movesWhatIsSeen(deeds.get(before).action()))
            .anyMatch(before -> sights.fingerprintAt(before).equals(sights.fingerprintAt(number)));
    return moved ? Optional.empty() : sights.at(number).map(seen -> new Anchors(seen, ocr));
  }

  private static boolean movesWhatIsSeen(Action action) {
    return action instanceof Action.Scroll
        || (action instanceof Action.PressKey press
            && !STILL.contains(press.keys().text().toLowerCase(Locale.ROOT)));
  }

  /** Where a plain click with the left button went. */
  private static Optional<Point> clicked(Deed deed) {
    return deed.action() instanceof Action.Click click
            && click.held().isEmpty()
            && !click.verb().startsWith("right")
            && !click.verb().startsWith("middle")
        ? click.coordinate()
        : Optional.empty();
  }

  private Optional<String> typedAt(int place) {
    return place < deeds.size() && deeds.get(place).action() instanceof Action.Type type
        ? Optional.of(type.text())
        : Optional.empty();
  }

  private static boolean isKey(Deed deed, List<String> chords) {
    return deed.action() instanceof Action.PressKey press
        && press.repeat() == 1
        && chords.stream().anyMatch(press.keys().text()::equalsIgnoreCase);
  }

  private static String times(int count) {
    return count == 1 ? "" : " " + count + " times";
  }

  private static String span(Duration duration) {
    return new BigDecimal(duration.toMillis()).movePointLeft(3).stripTrailingZeros().toPlainString()
        + " seconds";
  }

  /** What was written and cannot be read would only be found out when somebody needs it. */
  private void line(String step) {
    Size screen = sights.sizeAt(first).orElse(USUAL);
    try {
      if (new RecipeReader(screen).read(step).size() == 1) {
        lines.add(step);
        return;
      }
    } catch (GoalNotUnderstood unreadable) {
      throw notReadable(step);
    }
    throw notReadable(step);
  }

  private NotWritable notReadable(String step) {
    return new NotWritable(
        deeds.get(first).number(), "would be written as “" + step + "”, which is no written step");
  }
}
