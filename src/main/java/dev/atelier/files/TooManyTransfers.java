package dev.atelier.files;

/** As many files are being read and written as the server has threads for. */
public final class TooManyTransfers extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyTransfers(int most) {
    super(most + " files are being read or written already; try again in a moment");
  }
}
