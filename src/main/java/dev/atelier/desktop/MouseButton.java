package dev.atelier.desktop;

/** A button of the mouse. */
public enum MouseButton {
  LEFT,
  MIDDLE,
  RIGHT
}
