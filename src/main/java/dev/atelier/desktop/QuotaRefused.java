package dev.atelier.desktop;

/** A desktop cannot be given those bounds; what it may use has not changed. */
public class QuotaRefused extends DesktopException {
  private static final long serialVersionUID = 1L;

  public QuotaRefused(String message) {
    super(message);
  }
}
