package dev.atelier.vision.anthropic;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionReader;
import dev.atelier.desktop.InvalidAction;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a screen is made smaller for a model, and how the places the model names are found again on
 * the screen. Exact to the pixel where nothing is made smaller.
 *
 * @param screen the screen's size
 * @param width of the picture the model sees
 * @param height of the picture the model sees
 */
record PictureScale(Size screen, int width, int height) {

  /** The largest picture of a screen that a tool takes. */
  static PictureScale of(ComputerTool tool, Size screen) {
    int width = fittingWidth(tool, screen.width(), screen.height());
    return new PictureScale(screen, width, heightAt(width, screen.width(), screen.height()));
  }

  /** Any picture, such as a part of the screen, no larger than a tool takes. */
  static Screenshot fitted(ComputerTool tool, Screenshot picture) {
    return picture.scaledToWidth(fittingWidth(tool, picture.width(), picture.height()));
  }

  private static int fittingWidth(ComputerTool tool, int width, int height) {
    int fitting = width;
    while (fitting > 1 && !tool.takes(fitting, heightAt(fitting, width, height))) {
      fitting--;
    }
    return fitting;
  }

  /** As {@link Screenshot#scaledToWidth} rounds it. */
  private static int heightAt(int newWidth, int width, int height) {
    return Math.max(1, Math.round(height * (newWidth / (float) width)));
  }

  boolean isExact() {
    return width == screen.width() && height == screen.height();
  }

  /**
   * The same action on the screen.
   *
   * @param seen with places on the picture
   * @throws InvalidAction when a place is outside the picture
   */
  Action onScreen(Action seen) {
    Action meant = isExact() ? seen : ActionReader.read(seen.verb(), enlarged(seen.parameters()));
    try {
      meant.checkFits(screen);
    } catch (InvalidAction outside) {
      throw new InvalidAction(
          outside.field(), "is outside the screen, which is " + width + "x" + height);
    }
    return meant;
  }

  /** Where a place of the screen is on the picture. */
  Point inPicture(Point place) {
    return new Point(
        Math.floorDiv((2 * place.x() + 1) * width, 2 * screen.width()),
        Math.floorDiv((2 * place.y() + 1) * height, 2 * screen.height()));
  }

  private Map<String, Object> enlarged(Map<String, Object> parameters) {
    Map<String, Object> enlarged = new LinkedHashMap<>(parameters);
    enlarged.computeIfPresent("coordinate", (field, place) -> centre(place));
    enlarged.computeIfPresent("start_coordinate", (field, place) -> centre(place));
    enlarged.computeIfPresent("region", (field, corners) -> corners(corners));
    return enlarged;
  }

  /** The pixel under the middle of a picture's pixel. */
  private List<Integer> centre(Object place) {
    List<?> pair = (List<?>) place;
    return List.of(
        (int) Math.floor((whole(pair, 0) + 0.5) * screen.width() / width),
        (int) Math.floor((whole(pair, 1) + 0.5) * screen.height() / height));
  }

  private List<Integer> corners(Object corners) {
    List<?> four = (List<?>) corners;
    return List.of(
        Math.floorDiv(whole(four, 0) * screen.width(), width),
        Math.floorDiv(whole(four, 1) * screen.height(), height),
        -Math.floorDiv(-whole(four, 2) * screen.width(), width),
        -Math.floorDiv(-whole(four, 3) * screen.height(), height));
  }

  private static int whole(List<?> numbers, int at) {
    return ((Number) numbers.get(at)).intValue();
  }
}
