package dev.atelier.vision.wire;

/** A model's words make no sense; the message is meant for the model and says what was wrong. */
public final class Unintelligible extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unintelligible(String message) {
    super(message);
  }
}
