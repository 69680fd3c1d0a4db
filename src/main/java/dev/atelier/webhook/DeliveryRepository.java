package dev.atelier.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outbox, and the log of what was delivered. Takes part in the caller's transaction. */
public interface DeliveryRepository {
  void add(Delivery delivery);

  Optional<Delivery> find(String id);

  /**
   * What there is for one webhook, newest first.
   *
   * @param before the id of the delivery after which the list goes on; empty for its beginning
   */
  List<Delivery> ofWebhook(String webhookId, Optional<String> before, int limit);

  /** Ids of the webhooks that a pending delivery is due for. */
  List<String> webhooksWithDue(Instant now);

  /**
   * The oldest one that is due, unless an earlier one of its task is pending that was begun fewer
   * than so many times.
   */
  Optional<Delivery> nextDue(String webhookId, Instant now, int keepsOrder);

  /**
   * Begins an attempt, if it is pending and due; returns whether it was. Until {@code lapse} it is
   * not due again, and after that it is, should nobody say what came of it.
   */
  boolean claim(String id, Instant now, Instant lapse);

  /** Writes state, next attempt and what came of the last one, if it is still pending. */
  boolean update(Delivery delivery);

  /** Makes it pending, due at once and never tried; returns whether it is there. */
  boolean again(String id, Instant now);

  /** Nobody is there any more to tell. */
  void giveUp(String webhookId, String problem, Instant now);

  /**
   * Gives up what is pending, was made before one moment and is due since before another.
   *
   * @return how many there were of each webhook, by its id
   */
  Map<String, Integer> giveUpOverdue(
      Instant madeBefore, Instant dueBefore, String problem, Instant now);

  void removeOf(String webhookId);

  /** Forgets what came to its end, in that state, with a last attempt before a moment. */
  void forget(Delivery.State state, Instant before);
}
