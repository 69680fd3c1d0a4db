package dev.atelier.desktop.rfb;

/** The header of a rectangle of an update (section “FramebufferUpdate”). */
record Rectangle(int x, int y, int width, int height, int encoding) {

  boolean isEmpty() {
    return width == 0 || height == 0;
  }

  @Override
  public String toString() {
    return width + "x" + height + " at [" + x + ", " + y + "]";
  }
}
