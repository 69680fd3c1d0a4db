package dev.atelier.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An address that is told what happens.
 *
 * @param events the only ones it wants to know of; empty for all
 * @param sessions ids of the only desktops it wants to know of; empty for all
 */
public record Webhook(
    String id,
    URI url,
    Optional<Set<WebhookEvent>> events,
    Optional<Set<String>> sessions,
    String madeBy,
    Instant madeAt) {
  /** The one that {@code ATELIER_URL} names. */
  static final String OF_SETTINGS = "hook_settings";

  static final int LONGEST_URL = 2000;

  public Webhook {
    events = events.map(Set::copyOf);
    sessions = sessions.map(Set::copyOf);
  }

  boolean wants(WebhookEvent event, String sessionId) {
    return events.map(some -> some.contains(event)).orElse(true)
        && sessions.map(some -> some.contains(sessionId)).orElse(true);
  }

  /** Scheme, host and port: what may be on record, as the rest of an address may be a secret. */
  String place() {
    return url.getScheme() + "://" + url.getRawAuthority();
  }
}
