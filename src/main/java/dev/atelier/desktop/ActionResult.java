package dev.atelier.desktop;

import java.util.Optional;

/**
 * What came of an action that was carried out.
 *
 * @param message one line in plain words
 * @param image what a look at the screen shows, for the verbs that look
 * @param point where the pointer is, for the verb that asks
 */
public record ActionResult(String message, Optional<Screenshot> image, Optional<Point> point) {

  static ActionResult done(String message) {
    return new ActionResult(message, Optional.empty(), Optional.empty());
  }

  static ActionResult showing(String message, Screenshot image) {
    return new ActionResult(message, Optional.of(image), Optional.empty());
  }

  static ActionResult at(Point point) {
    return new ActionResult("the pointer is at " + point, Optional.empty(), Optional.of(point));
  }
}
