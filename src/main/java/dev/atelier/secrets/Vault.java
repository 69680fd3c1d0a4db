package dev.atelier.secrets;

import dev.atelier.MadeAtStart;
import dev.atelier.Secret;
import dev.atelier.desktop.Region;
import dev.atelier.json.InvalidField;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Logger;

/** The secrets that are kept; their values go in and are told to nobody. Thread-safe. */
@ApplicationScoped
public class Vault implements MadeAtStart {
  private static final Logger LOG = Logger.getLogger(Vault.class.getName());

  static final int MOST = 200;

  /** Less cannot be told from other words on a picture. */
  static final int SHORTEST = 4;

  static final int LONGEST = 300;

  /** How long pictures are searched for a secret after it was typed. */
  static final Duration WATCH = Duration.ofHours(24);

  private final SecretRepository repository;
  private final VaultKeys keys;
  private final Sessions sessions;
  private final Event<SecretChanged> events;
  private final Clock clock;

  /** What a person wants to be kept, beside the value. */
  public record Wish(
      String name, Optional<AllowedSite> site, boolean inSight, Optional<Set<String>> sessions) {}

  @Inject
  Vault(
      SecretRepository repository,
      VaultKeys keys,
      Sessions sessions,
      Event<SecretChanged> events,
      Clock clock) {
    this.repository = repository;
    this.keys = keys;
    this.sessions = sessions;
    this.events = events;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Vault() {
    this(null, null, null, null, null);
  }

  /** Why nothing can be kept or typed; empty when all is well. */
  public Optional<String> problem() {
    return keys.problem();
  }

  /** All of them, by name. */
  public List<VaultEntry> all() {
    return repository.all();
  }

  /** Those that may be typed on a desktop. */
  public List<VaultEntry> on(String sessionId) {
    return all().stream().filter(secret -> secret.isFor(sessionId)).toList();
  }

  /**
   * Keeps a new one; on record with who did.
   *
   * @throws VaultRefused when there is one of that name, or the vault is closed or full
   */
  @Transactional
  public VaultEntry add(Wish wish, Secret value, String actor) {
    if (repository.find(wish.name()).isPresent()) {
      throw new VaultRefused(
          "there is a secret “" + wish.name() + "” already; PUT replaces its value");
    }
    if (repository.all().size() >= MOST) {
      throw new VaultRefused("there are " + MOST + " secrets already; delete one first");
    }
    Instant now = clock.instant();
    return keep(wish, value, actor, now, Optional.empty(), "secret.added", actor);
  }

  /**
   * Puts another value, and all else, in place of what is kept under that name. Whoever wants it
   * typed elsewhere must know the value: else it could be led out.
   */
  @Transactional
  public VaultEntry replace(Wish wish, Secret value, String actor) {
    VaultEntry present = get(wish.name());
    return keep(
        wish,
        value,
        present.madeBy(),
        present.madeAt(),
        present.usedAt(),
        "secret.replaced",
        actor);
  }

  private VaultEntry keep(
      Wish wish,
      Secret value,
      String madeBy,
      Instant madeAt,
      Optional<Instant> usedAt,
      String type,
      String actor) {
    check(wish, value);
    VaultEntry secret =
        new VaultEntry(
            wish.name(),
            wish.site(),
            wish.inSight(),
            wish.sessions(),
            madeBy,
            madeAt,
            clock.instant(),
            usedAt);
    repository.put(secret, keys.seal(secret, value));
    events.fire(new SecretChanged(type, actor, detail(secret)));
    return secret;
  }

  private void check(Wish wish, Secret value) {
    if (!VaultEntry.isName(wish.name())) {
      throw new InvalidField("name", VaultEntry.NAME_FORM);
    }
    String text = value.revealed();
    int length = text.codePointCount(0, text.length());
    if (length < SHORTEST || length > LONGEST) {
      throw new InvalidField("value", "must have " + SHORTEST + " to " + LONGEST + " characters");
    }
    if (text.codePoints().anyMatch(Vault::isNoLetter)) {
      throw new InvalidField(
          "value", "holds a line's end or another character that no field takes");
    }
    wish.sessions()
        .ifPresent(
            ids ->
                ids.stream()
                    .filter(id -> !sessions.exists(id))
                    .findFirst()
                    .ifPresent(
                        id -> {
                          throw new InvalidField(
                              "sessions", "names " + id + ", which is not a desktop's id");
                        }));
  }

  private static boolean isNoLetter(int point) {
    return Character.isISOControl(point)
        || Character.getType(point) == Character.SURROGATE
        || (point & 0xFFFE) == 0xFFFE;
  }

  /**
   * The one of that name.
   *
   * @throws UnknownSecret when there is none
   */
  public VaultEntry get(String name) {
    return repository.find(name).orElseThrow(() -> new UnknownSecret(name));
  }

  /** Forgets one for good. */
  @Transactional
  public void remove(String name, String actor) {
    VaultEntry secret = get(name);
    if (repository.remove(name)) {
      events.fire(new SecretChanged("secret.removed", actor, detail(secret)));
    }
  }

  /**
   * What is to be typed, and by nobody told on.
   *
   * @throws VaultRefused when it cannot be opened
   */
  Secret value(VaultEntry secret) {
    return repository
        .sealed(secret.name())
        .map(text -> keys.open(secret, text))
        .orElseThrow(() -> new UnknownSecret(secret.name()));
  }

  /** Notes that one is about to be typed; from now on it is looked for on that desktop. */
  @Transactional
  void used(VaultEntry secret, Secret value, String sessionId, Region place) {
    // As exact as the database keeps it.
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String sealed = keys.seal(bond(sessionId, secret.name()), value);
    repository.used(new SecretRepository.Use(sessionId, secret.name(), sealed, place, at, false));
    forgetOld();
  }

  /** What may still be seen on a desktop. */
  List<SecretRepository.Use> lately(String sessionId) {
    return repository.uses(sessionId, clock.instant().minus(WATCH));
  }

  /**
   * What was typed then.
   *
   * @throws VaultRefused when it cannot be opened
   */
  Secret typed(SecretRepository.Use use) {
    return keys.open(use.secret(), bond(use.sessionId(), use.secret()), use.sealed());
  }

  /** What is sealed with a use opens in no other desktop's row, and in none of the vault. */
  private static String bond(String sessionId, String name) {
    return String.join("\n", "typed", sessionId, name);
  }

  /** Notes that another page is there than when something was typed into that place. */
  @Transactional
  void letGo(String sessionId, Region place, Instant until) {
    repository.letGo(sessionId, place, until);
    forgetOld();
  }

  /** Forgets what was typed on a desktop that is no more. */
  @Transactional
  void forget(String sessionId) {
    repository.forget(sessionId);
  }

  private void forgetOld() {
    repository.forget(clock.instant().minus(WATCH));
  }

  /**
   * Seals what is under the former key with the present one, so that the former can go, and forgets
   * what was typed long ago.
   */
  @Override
  @Transactional
  public void make() {
    forgetOld();
    // A server may have died before it forgot those of a deleted desktop.
    repository.uses().stream()
        .map(SecretRepository.Use::sessionId)
        .distinct()
        .filter(id -> !sessions.exists(id))
        .forEach(repository::forget);
    if (keys.areChanging()) {
      repository.all().forEach(this::sealAnew);
      repository.uses().forEach(this::sealAnew);
    }
  }

  private void sealAnew(SecretRepository.Use use) {
    try {
      repository.sealAnew(use.sealedAs(keys.seal(bond(use.sessionId(), use.secret()), typed(use))));
    } catch (VaultRefused otherKey) {
      LOG.warning(otherKey.getMessage());
    }
  }

  private void sealAnew(VaultEntry secret) {
    try {
      repository.put(secret, keys.seal(secret, value(secret)));
    } catch (VaultRefused otherKey) {
      LOG.warning(otherKey.getMessage());
    }
  }

  private static Map<String, Object> detail(VaultEntry secret) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("name", secret.name());
    detail.put("site", secret.place());
    detail.put("in_sight", secret.inSight());
    secret.sessions().ifPresent(ids -> detail.put("sessions", List.copyOf(new TreeSet<>(ids))));
    return detail;
  }
}
