package dev.atelier.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens that are kept in memory. Not thread-safe. */
public final class TokensInMemory implements AccessTokenRepository {
  private final Map<String, AccessToken> byHash = new LinkedHashMap<>();
  private int writes;

  /** How often something was written down. */
  public int writes() {
    return writes;
  }

  /** All that is kept, as text. */
  public String kept() {
    return byHash.toString();
  }

  @Override
  public void add(AccessToken token, String hash) {
    writes++;
    byHash.put(hash, token);
  }

  @Override
  public Optional<AccessToken> byHash(String hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  @Override
  public Optional<AccessToken> find(String id) {
    return byHash.values().stream().filter(token -> token.id().equals(id)).findFirst();
  }

  @Override
  public List<AccessToken> all() {
    return new ArrayList<>(byHash.values());
  }

  @Override
  public boolean revoke(String id, Instant at) {
    boolean isNew = find(id).filter(token -> token.revokedAt().isEmpty()).isPresent();
    change(id, Optional.empty(), Optional.of(at));
    return isNew;
  }

  @Override
  public void used(String id, Instant at) {
    change(id, Optional.of(at), Optional.empty());
  }

  private void change(String id, Optional<Instant> used, Optional<Instant> revoked) {
    writes++;
    byHash.replaceAll(
        (hash, token) ->
            !token.id().equals(id)
                ? token
                : new AccessToken(
                    token.id(),
                    token.name(),
                    token.role(),
                    token.desktops(),
                    token.madeBy(),
                    token.madeAt(),
                    token.expiresAt(),
                    used.or(token::lastUsedAt),
                    revoked.or(token::revokedAt)));
  }
}
