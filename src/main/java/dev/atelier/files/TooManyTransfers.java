package dev.atelier.files;

import dev.atelier.TooMany;

/** As many files are being read and written as the server has threads for. */
public final class TooManyTransfers extends TooMany {
  private static final long serialVersionUID = 1L;
  private static final int PAUSE_SECONDS = 5;

  public TooManyTransfers(int most) {
    super(most + " files are being read or written already; try again in a moment", PAUSE_SECONDS);
  }
}
