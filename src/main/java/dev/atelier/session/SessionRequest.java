package dev.atelier.session;

import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Size;

/** What a person asks for when they want a desktop. */
public record SessionRequest(String label, Look look, Size resolution, Quota quota) {
  public static final Size STANDARD_RESOLUTION = new Size(1280, 720);

  /** A desktop of the usual kind. */
  public static SessionRequest labelled(String label) {
    return new SessionRequest(label, Look.STANDARD, STANDARD_RESOLUTION, Quota.STANDARD);
  }
}
