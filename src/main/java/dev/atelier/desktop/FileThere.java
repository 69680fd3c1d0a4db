package dev.atelier.desktop;

/** A file that must not be there yet is. */
public final class FileThere extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FileThere(HomePath path) {
    super("there is a " + path + " in the desktop's home already");
  }
}
