package dev.atelier.files;

/** A file that comes in pieces would be larger than one may be. */
public final class UploadTooLarge extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UploadTooLarge(long most) {
    super("a file may have at most " + most + " bytes");
  }
}
