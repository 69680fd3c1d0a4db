package dev.atelier.desktop;

/** Where the wheel is turned to. */
public enum ScrollDirection {
  UP,
  DOWN,
  LEFT,
  RIGHT
}
