package dev.atelier.webhook;

import java.util.List;
import java.util.Optional;

/** Keeps who wants to be told. Takes part in the caller's transaction. Thread-safe. */
public interface WebhookRepository {

  /**
   * Adds one.
   *
   * @param sealedSecret as it may lie in the database
   */
  void add(Webhook webhook, String sealedSecret);

  Optional<Webhook> find(String id);

  /** Empty where there is no such webhook. */
  Optional<String> sealedSecret(String id);

  /** All of them, newest first. */
  List<Webhook> all();

  /** Whether it was there. */
  boolean remove(String id);
}
