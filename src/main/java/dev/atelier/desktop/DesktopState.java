package dev.atelier.desktop;

/** What a runtime knows of a desktop. */
public enum DesktopState {
  /** Its processes run. */
  RUNNING,
  /** It exists and is frozen. */
  PAUSED,
  /** It exists and does not run; its home is kept. */
  STOPPED,
  /** The runtime does not know it; a home may still be kept. */
  MISSING
}
