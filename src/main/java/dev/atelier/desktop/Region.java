package dev.atelier.desktop;

/** A rectangle of the screen in pixels; {@code x} and {@code y} are its top left corner. */
public record Region(int x, int y, int width, int height) {
  public Region {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a region has a width and a height of at least 1 pixel");
    }
  }

  public Point centre() {
    return new Point(x + width / 2, y + height / 2);
  }

  public boolean contains(Point point) {
    return point.x() >= x && point.y() >= y && point.x() < x + width && point.y() < y + height;
  }
}
