package dev.atelier.files;

/** A file does not have the part that was asked for. */
public final class RangeNotThere extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RangeNotThere(long bytes) {
    super("the file has " + bytes + " bytes, and none in the range that was asked for");
  }
}
