package dev.atelier.desktop.rfb;

import dev.atelier.desktop.MouseButton;
import dev.atelier.desktop.ScrollDirection;

/** Bits of the pointer message: buttons 1 to 7, the wheel being 4 to 7 (section “PointerEvent”). */
final class ButtonMask {
  private ButtonMask() {}

  static int of(MouseButton button) {
    return switch (button) {
      case LEFT -> 1;
      case MIDDLE -> 1 << 1;
      case RIGHT -> 1 << 2;
    };
  }

  static int of(ScrollDirection direction) {
    return switch (direction) {
      case UP -> 1 << 3;
      case DOWN -> 1 << 4;
      case LEFT -> 1 << 5;
      case RIGHT -> 1 << 6;
    };
  }
}
