package dev.atelier.webhook;

/** There cannot be one webhook more, or one less. */
public final class WebhookRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WebhookRefused(String message) {
    super(message);
  }
}
