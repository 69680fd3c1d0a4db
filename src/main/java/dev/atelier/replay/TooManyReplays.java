package dev.atelier.replay;

import dev.atelier.TooMany;

/** As many replays are being made as the server has strength for. */
public final class TooManyReplays extends TooMany {
  private static final long serialVersionUID = 1L;
  private static final int PAUSE_SECONDS = 30;

  public TooManyReplays(String what) {
    super(
        "other %s are being made at this moment; try again in %d s".formatted(what, PAUSE_SECONDS),
        PAUSE_SECONDS);
  }
}
