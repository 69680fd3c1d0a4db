package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import dev.atelier.json.Parameter;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may log in to the console besides the administrator of set-up. A change of role, desktops or
 * password holds at once, also for who is logged in. Thread-safe.
 */
@ApplicationScoped
public class ConsoleUsers {
  public static final int SHORTEST_PASSWORD = 10;
  public static final int LONGEST_PASSWORD = 200;

  /** As OWASP recommends for this algorithm. */
  private static final Map<String, String> HASHING =
      Map.of(
          "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
          "Pbkdf2PasswordHash.Iterations", "210000",
          "Pbkdf2PasswordHash.SaltSizeBytes", "32",
          "Pbkdf2PasswordHash.KeySizeBytes", "32");

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@+-]{0,79}");

  private final ConsoleUserRepository repository;
  private final Pbkdf2PasswordHash passwords;
  private final Event<AccessNoted> events;
  private final Clock clock;
  private String nobodysHash = "";

  @Inject
  public ConsoleUsers(
      ConsoleUserRepository repository,
      Pbkdf2PasswordHash passwords,
      Event<AccessNoted> events,
      Clock clock) {
    this.repository = repository;
    this.passwords = passwords;
    this.events = events;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected ConsoleUsers() {
    this(null, null, null, null);
  }

  @PostConstruct
  void begin() {
    passwords.initialize(HASHING);
    nobodysHash = passwords.generate(Secrets.random().toCharArray());
  }

  public List<ConsoleUser> all() {
    return repository.all();
  }

  /**
   * Lets somebody in from now on.
   *
   * @throws InvalidField when the name is taken or none, or the password too short
   */
  @Transactional
  public ConsoleUser add(
      String name, String password, Role role, Optional<Set<String>> desktops, String actor) {
    String plain = name.strip();
    if (!NAME.matcher(plain).matches()) {
      throw new InvalidField(
          "name", "must begin with a letter or digit; then also spaces and . _ @ + - may follow");
    }
    ConsoleUser user =
        new ConsoleUser(plain, role, desktops, actor, clock.instant(), Optional.empty());
    boolean isFree =
        !plain.equalsIgnoreCase(ConsoleLogin.ADMINISTRATOR) && repository.add(user, hash(password));
    if (!isFree) {
      throw new InvalidField("name", "is taken: there is a user " + plain);
    }
    note("auth.user_added", actor, user);
    return user;
  }

  /** Gives other rights. */
  @Transactional
  public ConsoleUser allow(String name, Role role, Optional<Set<String>> desktops, String actor) {
    ConsoleUser user = get(name);
    ConsoleUser changed =
        new ConsoleUser(
            user.name(), role, desktops, user.madeBy(), user.madeAt(), user.lastLoginAt());
    repository.update(changed);
    note("auth.user_changed", actor, changed);
    return changed;
  }

  /** Gives another password, which ends every login by the former. */
  @Transactional
  public void setPassword(String name, String password, String actor) {
    ConsoleUser user = get(name);
    repository.setPassword(name, hash(password));
    note("auth.password_changed", actor, user);
  }

  @Transactional
  public void remove(String name, String actor) {
    ConsoleUser user = get(name);
    repository.remove(name);
    note("auth.user_removed", actor, user);
  }

  /**
   * There is such a user.
   *
   * @throws UnknownAccess when there is none
   */
  public ConsoleUser get(String name) {
    return repository
        .find(name)
        .orElseThrow(() -> new UnknownAccess("there is no user “" + name + "”"));
  }

  /** What a login by the password is bound to; empty when the password is not theirs. */
  Optional<String> passwordVersion(String name, String password) {
    Optional<String> hash =
        Optional.of(name).filter(Parameter::isStorable).flatMap(repository::passwordHash);
    // A name that is not there takes as long as one that is.
    boolean right = passwords.verify(password.toCharArray(), hash.orElse(nobodysHash));
    return hash.filter(known -> right).map(Secrets::hash);
  }

  void loggedIn(String name) {
    repository.loggedIn(name, clock.instant());
  }

  /** Who they are, with what a login by their present password is bound to. */
  Optional<Caller> callerNamed(String name) {
    return repository
        .passwordHash(name)
        .flatMap(hash -> repository.find(name).map(user -> user.caller(Secrets.hash(hash))));
  }

  private String hash(String password) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
      throw new InvalidField(
          "password", "must have " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
    }
    return passwords.generate(password.toCharArray());
  }

  private void note(String type, String actor, ConsoleUser user) {
    events.fire(
        AccessNoted.byServer(type, actor, Map.of("user", user.name(), "role", user.role().word())));
  }
}
