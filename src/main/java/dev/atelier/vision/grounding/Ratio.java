package dev.atelier.vision.grounding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import java.util.Optional;

/** A place as parts of the width and the height of a picture, each from 0 to 1. */
record Ratio(double x, double y) {

  /** The place that two values name; empty where they name none. */
  static Optional<Ratio> of(JsonNode x, JsonNode y) {
    return isRatio(x) && isRatio(y)
        ? Optional.of(new Ratio(x.doubleValue(), y.doubleValue()))
        : Optional.empty();
  }

  private static boolean isRatio(JsonNode value) {
    return value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1;
  }

  Point on(Screenshot picture) {
    return new Point(
        (int) Math.min(picture.width() - 1L, Math.round(x * picture.width())),
        (int) Math.min(picture.height() - 1L, Math.round(y * picture.height())));
  }
}
