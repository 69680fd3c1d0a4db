package dev.atelier.session;

import dev.atelier.desktop.Size;

/** What a person asks for when they want a desktop. */
public record SessionRequest(
    String label, String theme, Size resolution, double cpus, int memoryMb) {
  public static final String STANDARD_THEME = "terracotta";
  public static final Size STANDARD_RESOLUTION = new Size(1280, 720);

  /** A desktop of the usual kind. */
  public static SessionRequest labelled(String label) {
    return new SessionRequest(label, STANDARD_THEME, STANDARD_RESOLUTION, 0, 0);
  }
}
