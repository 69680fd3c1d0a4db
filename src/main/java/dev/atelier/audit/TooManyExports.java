package dev.atelier.audit;

import dev.atelier.TooMany;

/** As much of the record is being written out as the server has strength for. */
public final class TooManyExports extends TooMany {
  private static final long serialVersionUID = 1L;
  private static final int PAUSE_SECONDS = 30;

  TooManyExports(String whose) {
    super(
        "%s of the audit are being written out at this moment; try again in %d s"
            .formatted(whose, PAUSE_SECONDS),
        PAUSE_SECONDS);
  }
}
