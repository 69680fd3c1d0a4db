package dev.atelier.webhook;

/** There is no such webhook or delivery. */
public final class UnknownWebhook extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownWebhook(String message) {
    super(message);
  }
}
