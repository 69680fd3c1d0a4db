package dev.atelier.desktop;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something a person could do at the desktop: every verb of the protocol, version 1.
 *
 * <p>Immutable. What an action needs of the screen is checked by {@link #checkFits(Size)} before
 * anything is carried out; {@link #performOn(Desktop)} leaves nothing pressed when it fails, except
 * for {@code left_mouse_down}, whose purpose that is.
 */
public sealed interface Action {
  /** The protocol version these verbs belong to. */
  int VERSION = 1;

  int MOST_SCROLL_CLICKS = 100;
  int MOST_REPEATS = 100;
  Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /** The name it has in the protocol. */
  String verb();

  /** Its parameters as the protocol writes them, without the verb. */
  Map<String, Object> parameters();

  /** Carries the action out and returns when it is done. */
  ActionResult performOn(Desktop desktop) throws InterruptedException;

  /**
   * Checks that every place it names is on the screen.
   *
   * @throws InvalidAction with the field that is not
   */
  default void checkFits(Size screen) {}

  /** A look at the whole screen. */
  record LookAtScreen() implements Action {
    @Override
    public String verb() {
      return "screenshot";
    }

    @Override
    public Map<String, Object> parameters() {
      return Map.of();
    }

    @Override
    public ActionResult performOn(Desktop desktop) {
      Screenshot screen = desktop.screenshot();
      return ActionResult.showing(
          "took a picture of the screen, " + screen.width() + "x" + screen.height(), screen);
    }
  }

  /** A closer look at a part of the screen. */
  record Zoom(Region region) implements Action {
    @Override
    public String verb() {
      return "zoom";
    }

    @Override
    public Map<String, Object> parameters() {
      return Map.of(
          "region",
          List.of(
              region.x(), region.y(), region.x() + region.width(), region.y() + region.height()));
    }

    @Override
    public void checkFits(Size screen) {
      if (region.x() < 0
          || region.y() < 0
          || region.x() + region.width() > screen.width()
          || region.y() + region.height() > screen.height()) {
        throw new InvalidAction("region", "is not within the screen of " + screen);
      }
    }

    @Override
    public ActionResult performOn(Desktop desktop) {
      Screenshot screen = desktop.screenshot();
      checkFits(new Size(screen.width(), screen.height()));
      return ActionResult.showing("looked closer", screen.crop(region));
    }
  }

  /** Asks where the pointer is. */
  record AskCursorPosition() implements Action {
    @Override
    public String verb() {
      return "cursor_position";
    }

    @Override
    public Map<String, Object> parameters() {
      return Map.of();
    }

    @Override
    public ActionResult performOn(Desktop desktop) {
      return ActionResult.at(desktop.cursor());
    }
  }

  /** Moves the pointer without pressing anything. */
  record MoveMouse(Point coordinate) implements Action {
    @Override
    public String verb() {
      return "mouse_move";
    }

    @Override
    public Map<String, Object> parameters() {
      return Map.of("coordinate", pair(coordinate));
    }

    @Override
    public void checkFits(Size screen) {
      requireOn(screen, "coordinate", coordinate);
    }

    @Override
    public ActionResult performOn(Desktop desktop) {
      desktop.moveMouse(coordinate);
      return ActionResult.done("moved the pointer to " + coordinate);
    }
  }

  /**
   * Presses and releases a button one to three times, at a place or where the pointer is, with keys
   * held down meanwhile where {@code held} names some.
   */
  record Click(MouseButton button, int times, Optional<Point> coordinate, Optional<KeyChord> held)
      implements Action {
    public Click {
      if (times < 1 || times > 3 || (times > 1 && button != MouseButton.LEFT)) {
        throw new IllegalArgumentException("no verb clicks " + button + " " + times + " times");
      }
    }

    public static Click left(Point at) {
      return new Click(MouseButton.LEFT, 1, Optional.of(at), Optional.empty());
    }

    @Override
    public String verb() {
      return switch (times) {
        case 2 -> "double_click";
        case 3 -> "triple_click";
        default ->
            switch (button) {
              case LEFT -> "left_click";
              case MIDDLE -> "middle_click";
              case RIGHT -> "right_click";
            };
      };
    }

    @Override
    public Map<String, Object> parameters() {
      Map<String, Object> parameters = new LinkedHashMap<>();
      coordinate.ifPresent(at -> parameters.put("coordinate", pair(at)));
      held.ifPresent(keys -> parameters.put("text", keys.text()));
      return parameters;
    }

    @Override
    public void checkFits(Size screen) {
      coordinate.ifPresent(at -> requireOn(screen, "coordinate", at));
    }

    @Override
    public ActionResult performOn(Desktop desktop) {
      coordinate.ifPresent(desktop::moveMouse);
      held.ifPresent(desktop::press);
      try {
        desktop.click(button, times);
      } finally {
        held.ifPresent(desktop::release);
      }
      return ActionResult.done("clicked at " + coordinate.orElseGet(desktop::cursor));
    }
  }

  /** Presses the left button and keeps it down. */
  record PressLeftButton(Optional<Point> coordinate) implements Action {
    @Override
    public String verb() {
      return "left_mouse_down";
    }

    @Override
    public Map<String, Object> parameters() {
      return coordinate
          .<Map<String, Object>>map(at -> Map.of("coordinate", pair(at)))
          .orElseGet(Map::of);
    }

    @Override
    public void checkFits(Size screen) {
      coordinate.ifPresent(at -> requireOn(screen, "coordinate", at));
    }

    @Override
    public ActionResult performOn(Desktop desktop) {
      coordinate.ifPresent(desktop::moveMouse);
      desktop.press(MouseButton.LEFT);
      return ActionResult.done("the left button is down");
    }
  }

  /** Releases the left button. */
  record ReleaseLeftButton(Optional<Point> coordinate) implements Action {
    @Override
    public String verb() {
      return "left_mouse_up";
    }

    @Override
    public Map<String, Object> parameters() {
      return coordinate
          .<Map<String, Object>>map(at -> Map.of("coordinate", pair(at)))
          .orElseGet(Map::of);
    }

    @Override
    public void checkFits(Size screen) {
      coordinate.ifPresent(at -> requireOn(screen, "coordinate", at));
    }

    @Override
    public ActionResult performOn(Desktop desktop) {
      coordinate.ifPresent(desktop::moveMouse);
      desktop.release(MouseButton.LEFT);
      return ActionResult.done("the left button is up");
    }
  }

  /** Drags with the left button from one place to another. */
  record Drag(Point start, Point end) implements Action {
    private static final int WAYPOINTS = 8;
    private static final int WAYPOINT_MILLIS = 15;

    @Override
    public String verb() {
      return "left_click_drag";
    }

    @Override
    public Map<String, Object> parameters() {
      Map<String, Object> parameters = new LinkedHashMap<>();
      parameters.put("start_coordinate", pair(start));
      parameters.put("coordinate", pair(end));
      return parameters;
    }

    @Override
    public void checkFits(Size screen) {
      requireOn(screen, "start_coordinate", start);
      requireOn(screen, "coordinate", end);
    }

    /**
     * Moves on the way, at the speed of a hand: many programs start a drag only after a few motion
     * events, and one that is let go of before it has started never ends.
     */
    @Override
    public ActionResult performOn(Desktop desktop) throws InterruptedException {
      desktop.moveMouse(start);
      desktop.press(MouseButton.LEFT);
      try {
        for (int n = 1; n <= WAYPOINTS; n++) {
          desktop.moveMouse(
              new Point(
                  start.x() + (end.x() - start.x()) * n / WAYPOINTS,
                  start.y() + (end.y() - start.y()) * n / WAYPOINTS));
          Thread.sleep(WAYPOINT_MILLIS);
        }
      } finally {
        desktop.release(MouseButton.LEFT);
      }
      return ActionResult.done("dragged from " + start + " to " + end);
    }
  }

  /** Turns the wheel. */
  record Scroll(Optional<Point> coordinate, ScrollDirection direction, int amount)
      implements Action {
    @Override
    public String verb() {
      return "scroll";
    }

    @Override
    public Map<String, Object> parameters() {
      Map<String, Object> parameters = new LinkedHashMap<>();
      coordinate.ifPresent(at -> parameters.put("coordinate", pair(at)));
      parameters.put("scroll_direction", direction.name().toLowerCase(java.util.Locale.ROOT));
      parameters.put("scroll_amount", amount);
      return parameters;
    }

    @Override
    public void checkFits(Size screen) {
      coordinate.ifPresent(at -> requireOn(screen, "coordinate", at));
    }

    @Override
    public ActionResult performOn(Desktop desktop) {
      coordinate.ifPresent(desktop::moveMouse);
      desktop.scroll(direction, amount);
      return ActionResult.done(
          "scrolled " + direction.name().toLowerCase(java.util.Locale.ROOT) + " by " + amount);
    }
  }

  /** Types text. */
  record Type(String text) implements Action {
    @Override
    public String verb() {
      return "type";
    }

    @Override
    public Map<String, Object> parameters() {
      return Map.of("text", text);
    }

    @Override
    public ActionResult performOn(Desktop desktop) throws InterruptedException {
      desktop.type(text);
      return ActionResult.done("typed " + text.codePointCount(0, text.length()) + " characters");
    }
  }

  /** Has a secret, of which only the name is known here, typed into the field at a place. */
  record Fill(String secret, Point coordinate) implements Action {
    @Override
    public String verb() {
      return "fill";
    }

    @Override
    public Map<String, Object> parameters() {
      Map<String, Object> parameters = new LinkedHashMap<>();
      parameters.put("secret", secret);
      parameters.put("coordinate", pair(coordinate));
      return parameters;
    }

    @Override
    public void checkFits(Size screen) {
      requireOn(screen, "coordinate", coordinate);
    }

    @Override
    public ActionResult performOn(Desktop desktop) throws InterruptedException {
      return ActionResult.done(desktop.fill(secret, coordinate));
    }
  }

  /** Presses and releases keys together, once or several times. */
  record PressKey(KeyChord keys, int repeat) implements Action {
    @Override
    public String verb() {
      return "key";
    }

    @Override
    public Map<String, Object> parameters() {
      return repeat == 1
          ? Map.of("text", keys.text())
          : Map.of("text", keys.text(), "repeat", repeat);
    }

    @Override
    public ActionResult performOn(Desktop desktop) throws InterruptedException {
      for (int n = 0; n < repeat; n++) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        desktop.press(keys);
        desktop.release(keys);
      }
      return ActionResult.done("pressed " + keys + (repeat == 1 ? "" : " " + repeat + " times"));
    }
  }

  /** Keeps keys pressed for a time. */
  record HoldKey(KeyChord keys, Duration duration) implements Action {
    @Override
    public String verb() {
      return "hold_key";
    }

    @Override
    public Map<String, Object> parameters() {
      return Map.of("text", keys.text(), "duration", seconds(duration));
    }

    @Override
    public ActionResult performOn(Desktop desktop) throws InterruptedException {
      desktop.hold(keys, duration);
      return ActionResult.done("held " + keys + " for " + seconds(duration) + " s");
    }
  }

  /** Lets time pass. */
  record Wait(Duration duration) implements Action {
    @Override
    public String verb() {
      return "wait";
    }

    @Override
    public Map<String, Object> parameters() {
      return Map.of("duration", seconds(duration));
    }

    @Override
    public ActionResult performOn(Desktop desktop) throws InterruptedException {
      Thread.sleep(duration.toMillis());
      return ActionResult.done("waited " + seconds(duration) + " s");
    }
  }

  private static List<Integer> pair(Point point) {
    return List.of(point.x(), point.y());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static void requireOn(Size screen, String field, Point point) {
    if (!screen.contains(point)) {
      throw new InvalidAction(field, point + " is outside the screen of " + screen);
    }
  }
}
