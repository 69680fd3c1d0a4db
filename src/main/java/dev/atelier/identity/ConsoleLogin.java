package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.MadeAtStart;
import dev.atelier.Role;
import dev.atelier.Secret;
import dev.atelier.json.InvalidField;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets people in to the console: the administrator of set-up, whose password is configured or else
 * made and kept in a file that only the server's user can read, and the users that were added
 * since. Thread-safe.
 */
@ApplicationScoped
public class ConsoleLogin implements MadeAtStart {
  /** Set in the HTTP session of whoever is logged in. */
  public static final String SESSION_ATTRIBUTE = "dev.atelier.console.user";

  /** So long whoever is logged in may be silent. */
  public static final Duration STAYS = Duration.ofHours(12);

  /** The name of the administrator of set-up. */
  public static final String ADMINISTRATOR = "admin";

  private static final Logger LOG = Logger.getLogger(ConsoleLogin.class.getName());

  private final ConsoleUsers users;
  private final LoginThrottle throttle;
  private final Event<AccessNoted> events;
  private final Clock clock;
  private final Optional<Secret> configured;
  private final Path file;
  private Secret password = Secret.of("");

  /**
   * What the HTTP session of somebody who is logged in holds.
   *
   * @param passwordVersion what the login is bound to; it ends with the password
   */
  private record LoggedIn(String name, String passwordVersion) {}

  /** What the HTTP session of somebody who came by single sign-on holds. */
  private record SignedOn(Caller caller) {}

  @Inject
  public ConsoleLogin(
      @ConfigProperty(name = "ATELIER_CONSOLE_PASSWORD") Optional<Secret> configured,
      @ConfigProperty(name = "ATELIER_DATA", defaultValue = "data") String data,
      ConsoleUsers users,
      LoginThrottle throttle,
      Event<AccessNoted> events,
      Clock clock) {
    this.configured = Secret.set(configured);
    this.file = Path.of(data, "console-password");
    this.users = users;
    this.throttle = throttle;
    this.events = events;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected ConsoleLogin() {
    configured = Optional.empty();
    file = null;
    users = null;
    throttle = null;
    events = null;
    clock = null;
  }

  @PostConstruct
  void readPassword() {
    password = configured.orElseGet(this::kept);
  }

  /**
   * Whether name and password are right; always false while the client must wait.
   *
   * @return what to keep as {@link #SESSION_ATTRIBUTE}
   */
  public Optional<Object> accepts(String name, String secret, String client) {
    String plain = name.strip();
    // Nobody's name or password is as long; what is kept of guesses must have an end.
    if (plain.length() > 2 * ConsoleUser.LONGEST_NAME
        || secret.length() > 2 * ConsoleUsers.LONGEST_PASSWORD) {
      return Optional.empty();
    }
    if (!throttle.mayGuess(client, plain)) {
      return Optional.empty();
    }
    Optional<LoggedIn> login = login(plain, secret);
    if (login.isPresent()) {
      throttle.wasRight(client, plain);
      note("auth.login", plain, client);
    } else {
      note("auth.login_failed", plain, client);
    }
    return login.map(Object.class::cast);
  }

  private Optional<LoggedIn> login(String name, String secret) {
    if (name.equals(ADMINISTRATOR)) {
      return password.is(secret)
          ? Optional.of(new LoggedIn(name, Secrets.hash(password.revealed())))
          : Optional.empty();
    }
    Optional<LoggedIn> login =
        users.passwordVersion(name, secret).map(version -> new LoggedIn(name, version));
    login.ifPresent(known -> users.loggedIn(name));
    return login;
  }

  /** Whether somebody logged in with a password that they can change here. */
  public boolean mayChangePassword(Object sessionAttribute) {
    return sessionAttribute instanceof LoggedIn login && !login.name().equals(ADMINISTRATOR);
  }

  /**
   * Gives whoever is logged in another password; where else they are logged in, they are not any
   * more.
   *
   * @return what to keep as {@link #SESSION_ATTRIBUTE} from now on
   * @throws InvalidField when the present password is wrong, must not be tried yet, or the other is
   *     too short
   */
  public Object changePassword(
      Object sessionAttribute, String present, String other, String client) {
    if (!mayChangePassword(sessionAttribute)) {
      throw new InvalidField("present", "is not kept here");
    }
    String name = ((LoggedIn) sessionAttribute).name();
    if (!throttle.mayGuess(client, name)) {
      throw new InvalidField(
          "present",
          "was tried too often; wait "
              + Math.max(1, throttle.waitingTime(client, name).toSeconds())
              + " s");
    }
    if (present.length() > 2 * ConsoleUsers.LONGEST_PASSWORD
        || users.passwordVersion(name, present).isEmpty()) {
      note("auth.login_failed", name, client);
      throw new InvalidField("present", "is not your password");
    }
    throttle.wasRight(client, name);
    users.setPassword(name, other, name);
    return users
        .callerNamed(name)
        .map(caller -> new LoggedIn(name, caller.credential().version()))
        .orElseThrow(() -> new InvalidField("present", "is not kept here any more"));
  }

  /** How long a client must wait before its next guess; zero when it need not. */
  public Duration waitingTime(String name, String client) {
    return throttle.waitingTime(client, name.strip());
  }

  /**
   * Lets somebody in whom the provider of single sign-on knows.
   *
   * @return what to keep as {@link #SESSION_ATTRIBUTE}
   */
  Object signedOn(Caller caller, String client) {
    note("auth.login", caller.name(), client);
    return new SignedOn(caller);
  }

  /** Somebody did not get in by single sign-on. */
  void notSignedOn(String why, String client) {
    events.fire(
        AccessNoted.byServer(
            "auth.login_failed", "sign-on", Map.of("address", client, "reason", why)));
  }

  /** Who is logged in; empty when nobody is, or may no longer be. */
  public Optional<Caller> caller(Object sessionAttribute) {
    if (sessionAttribute instanceof SignedOn login) {
      return Optional.of(login.caller())
          .filter(
              caller -> caller.credential().until().filter(clock.instant()::isBefore).isPresent());
    }
    if (!(sessionAttribute instanceof LoggedIn login)) {
      return Optional.empty();
    }
    return callerNamed(login.name())
        .filter(caller -> Secrets.equal(caller.credential().version(), login.passwordVersion()));
  }

  /** Who has that name, with what a login by their present password is bound to. */
  Optional<Caller> callerNamed(String name) {
    return name.equals(ADMINISTRATOR)
        ? Optional.of(Caller.of(name, Role.ADMIN).with(administrators()))
        : users.callerNamed(name);
  }

  private Credential administrators() {
    return new Credential(
        Credential.Kind.PASSWORD, ADMINISTRATOR, Secrets.hash(password.revealed()));
  }

  private void note(String type, String name, String client) {
    events.fire(AccessNoted.byServer(type, shortened(name), Map.of("address", client)));
  }

  private static String shortened(String name) {
    return name.length() <= ConsoleUser.LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, 40)) + "…";
  }

  private Secret kept() {
    Secret kept = KeptSecret.in(file);
    LOG.info(() -> "the console's password is in " + file);
    return kept;
  }
}
