package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Ids;
import dev.atelier.Role;
import dev.atelier.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tokens that were made here: each with a name, a role and an end. Thread-safe. */
@ApplicationScoped
public class AccessTokens {
  /** Tells people, and tools that look for lost secrets, what it is. */
  static final String PREFIX = "atl_";

  /** When it was used is not worth a write more often. */
  private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

  private final AccessTokenRepository repository;
  private final Event<AccessNoted> events;
  private final Clock clock;

  /** A token and its secret, which nobody can be told again. */
  public record Made(AccessToken token, Secret secret) {}

  @Inject
  public AccessTokens(AccessTokenRepository repository, Event<AccessNoted> events, Clock clock) {
    this.repository = repository;
    this.events = events;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected AccessTokens() {
    this(null, null, null);
  }

  /** Makes one; on record with who made it. */
  @Transactional
  public Made make(
      String name,
      Role role,
      Optional<Set<String>> desktops,
      Optional<Duration> lifetime,
      String actor) {
    Instant now = clock.instant();
    String secret = PREFIX + Secrets.random();
    AccessToken token =
        new AccessToken(
            Ids.next("token_"),
            name.strip(),
            role,
            desktops,
            actor,
            now,
            lifetime.map(now::plus),
            Optional.empty(),
            Optional.empty());
    repository.add(token, Secrets.hash(secret));
    events.fire(AccessNoted.byServer("auth.token_made", actor, detail(token)));
    return new Made(token, Secret.of(secret));
  }

  public List<AccessToken> all() {
    return repository.all();
  }

  /**
   * From now on it opens nothing. To revoke it again changes nothing.
   *
   * @throws UnknownAccess when there is no such token
   */
  @Transactional
  public void revoke(String id, String actor) {
    AccessToken token =
        repository.find(id).orElseThrow(() -> new UnknownAccess("there is no token " + id));
    if (repository.revoke(id, clock.instant())) {
      events.fire(AccessNoted.byServer("auth.token_revoked", actor, detail(token)));
    }
  }

  /** Who a secret is for; empty when it opens nothing. */
  Optional<Caller> caller(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<AccessToken> token =
        repository.byHash(Secrets.hash(secret)).filter(found -> found.opensAt(now));
    token.filter(found -> isWorthNoting(found, now)).ifPresent(f -> repository.used(f.id(), now));
    return token.map(AccessToken::caller);
  }

  /** Who has the token of that id; empty when it opens nothing any more. */
  Optional<Caller> callerWith(String id) {
    Instant now = clock.instant();
    return repository.find(id).filter(found -> found.opensAt(now)).map(AccessToken::caller);
  }

  private static boolean isWorthNoting(AccessToken token, Instant now) {
    return token.lastUsedAt().map(last -> last.plus(USE_NOTED_EVERY).isBefore(now)).orElse(true);
  }

  private static Map<String, Object> detail(AccessToken token) {
    return Map.of("token_id", token.id(), "name", token.name(), "role", token.role().word());
  }
}
