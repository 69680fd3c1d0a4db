package dev.atelier.desktop;

/** There is nothing at that place of a desktop's home. */
public final class NoSuchFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoSuchFile(HomePath path) {
    super("there is no " + path + " in the desktop's home");
  }
}
