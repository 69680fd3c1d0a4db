package dev.atelier.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the tokens that were made, and of their secrets only the hashes. Thread-safe. */
public interface AccessTokenRepository {

  /**
   * Adds one.
   *
   * @param hash of its secret, in hexadecimal
   */
  void add(AccessToken token, String hash);

  /** By the hash of its secret; also one that is revoked or expired. */
  Optional<AccessToken> byHash(String hash);

  Optional<AccessToken> find(String id);

  /** All of them, newest first. */
  List<AccessToken> all();

  /** Whether it was not revoked before. */
  boolean revoke(String id, Instant at);

  void used(String id, Instant at);
}
