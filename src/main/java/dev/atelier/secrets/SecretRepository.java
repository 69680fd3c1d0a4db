package dev.atelier.secrets;

import dev.atelier.desktop.Region;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the vault's rows. Takes part in the caller's transaction. Thread-safe. */
public interface SecretRepository {

  /** That a secret was typed into a place of a desktop's screen. */
  record Use(String sessionId, String secret, Region place, Instant at) {}

  /** Adds one, or puts it in place of that of the same name. */
  void put(VaultEntry secret, String sealed);

  Optional<VaultEntry> find(String name);

  /** Its value as it lies in the database; empty where there is no such secret. */
  Optional<String> sealed(String name);

  /** All of them, by name. */
  List<VaultEntry> all();

  /** Whether it was there. */
  boolean remove(String name);

  /** Notes a use, in place of an earlier one of the secret on that desktop. */
  void used(Use use);

  /** The uses on a desktop after that moment. */
  List<Use> uses(String sessionId, Instant after);
}
