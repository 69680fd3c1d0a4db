package dev.atelier.recipe;

import dev.atelier.TooMany;

/** As many tasks are being written down as recipes as the server has strength for. */
public final class TooManySavings extends TooMany {
  private static final long serialVersionUID = 1L;
  private static final int PAUSE_SECONDS = 30;

  TooManySavings() {
    super(
        "other tasks are being saved as recipes at this moment; try again in half a minute",
        PAUSE_SECONDS);
  }
}
