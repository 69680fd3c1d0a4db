package dev.atelier.secrets;

import dev.atelier.desktop.Region;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the vault's rows. Takes part in the caller's transaction. Thread-safe. */
public interface SecretRepository {

  /**
   * That a secret was typed into a place of a desktop's screen.
   *
   * @param sealed what was typed, whatever became of the secret since
   * @param letGo whether another page is there by now
   */
  record Use(
      String sessionId, String secret, String sealed, Region place, Instant at, boolean letGo) {

    public Use sealedAs(String anew) {
      return new Use(sessionId, secret, anew, place, at, letGo);
    }
  }

  /** Adds one, or puts it in place of that of the same name. */
  void put(VaultEntry secret, String sealed);

  Optional<VaultEntry> find(String name);

  /** Its value as it lies in the database; empty where there is no such secret. */
  Optional<String> sealed(String name);

  /** All of them, by name. */
  List<VaultEntry> all();

  /** Whether it was there. */
  boolean remove(String name);

  /** Notes a use; from now on it is the one that its place is covered for. */
  void used(Use use);

  /** Those of a desktop that were after that moment, or whose place is not let go; oldest first. */
  List<Use> uses(String sessionId, Instant after);

  /** Those of all desktops. */
  List<Use> uses();

  /** Puts what was typed in place of what is there, sealed with another key. */
  void sealAnew(Use use);

  /** Another page is there than when something was typed into that place, until that moment. */
  void letGo(String sessionId, Region place, Instant until);

  /** Forgets, of all desktops, what was typed until that moment into places that are let go. */
  void forget(Instant until);

  /** Forgets all that was typed on a desktop. */
  void forget(String sessionId);
}
