package dev.atelier.desktop;

/** A place on the screen in pixels; the origin is the top left corner. */
public record Point(int x, int y) {
  @Override
  public String toString() {
    return "[" + x + ", " + y + "]";
  }
}
