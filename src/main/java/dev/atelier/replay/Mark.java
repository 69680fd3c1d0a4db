package dev.atelier.replay;

import dev.atelier.desktop.Point;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The place of an action on its picture, in pixels of the screen.
 *
 * @param kind {@code point}, {@code drag}, {@code region} or {@code none}
 * @param at where, or where to; {@code [x, y]}; null of a region
 * @param from where a drag begins; else null
 * @param region {@code [left, top, right, bottom]}; else null
 */
public record Mark(String kind, List<Integer> at, List<Integer> from, List<Integer> region) {
  static final Mark NONE = new Mark("none", null, null, null);

  private static final int POINT = 2;
  private static final int REGION = 4;

  /** Of a verb's parameters, as the protocol writes them. */
  static Mark of(Map<String, Object> parameters) {
    Optional<List<Integer>> at = numbers(parameters.get("coordinate"), POINT);
    Optional<List<Integer>> from = numbers(parameters.get("start_coordinate"), POINT);
    Optional<List<Integer>> region = numbers(parameters.get("region"), REGION);
    if (at.isPresent()) {
      return new Mark(from.isPresent() ? "drag" : "point", at.get(), from.orElse(null), null);
    }
    return region.map(corners -> new Mark("region", null, null, corners)).orElse(NONE);
  }

  private static Optional<List<Integer>> numbers(Object value, int count) {
    return value instanceof List<?> list
            && list.size() == count
            && list.stream().allMatch(Number.class::isInstance)
        ? Optional.of(list.stream().map(each -> ((Number) each).intValue()).toList())
        : Optional.empty();
  }

  static Point point(List<Integer> pair) {
    return new Point(pair.get(0), pair.get(1));
  }
}
