package dev.atelier.vision.wire;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Size;

/**
 * How a model counts places, and how that is counted back to pixels of the screen. Immutable.
 *
 * @param width what the model counts the width of the screen as
 * @param height what the model counts the height of the screen as
 * @param edge whether width and height themselves are places: the last pixels
 */
public record Scale(double width, double height, boolean edge, Size screen) {

  /** Of a model that counts from 0 to 1000, whatever the size. */
  public static Scale ofThousandths(Size screen) {
    return new Scale(1000, 1000, true, screen);
  }

  /** Of a model that counts pixels of the picture it was sent. */
  public static Scale of(SentPicture sent, Size screen) {
    return new Scale(sent.picture().width(), sent.picture().height(), false, screen);
  }

  /**
   * The pixel that is meant.
   *
   * @throws Unintelligible when it is not on the screen
   */
  public Point toScreen(double x, double y) {
    return new Point(pixel("x", x, width, screen.width()), pixel("y", y, height, screen.height()));
  }

  /**
   * The corner that is meant: a place between pixels, up to the edge behind the last one.
   *
   * @throws Unintelligible when it is not on the screen
   */
  public Point toCorner(double x, double y) {
    return new Point(
        (int) scaled("x", x, width, screen.width()), (int) scaled("y", y, height, screen.height()));
  }

  private int pixel(String field, double value, double span, int pixels) {
    return (int) Math.min(pixels - 1, scaled(field, value, span, pixels));
  }

  private long scaled(String field, double value, double span, int pixels) {
    boolean beyond = edge ? value > span : value >= span;
    if (!Double.isFinite(value) || value < 0 || beyond) {
      throw new Unintelligible(
          String.format(
              java.util.Locale.ROOT,
              "%s %s is not on the screen, where it goes from 0 to %d",
              field,
              value == Math.rint(value) && Math.abs(value) < 1e9
                  ? Long.toString((long) value)
                  : Double.toString(value),
              Math.round(edge ? span : span - 1)));
    }
    return Math.round(value * pixels / span);
  }
}
