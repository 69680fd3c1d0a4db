package dev.atelier;

/** A request whose address stands for one desktop, by whatever name it was opened. */
public final class OneDesktop {
  /** The request's attribute with that desktop's id. */
  public static final String ATTRIBUTE = "dev.atelier.desktop";

  private OneDesktop() {}
}
