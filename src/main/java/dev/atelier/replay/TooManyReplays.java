package dev.atelier.replay;

/** As many replays are being made as the server has strength for. */
public final class TooManyReplays extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyReplays(String what) {
    super("other " + what + " are being made at this moment; try again in half a minute");
  }
}
