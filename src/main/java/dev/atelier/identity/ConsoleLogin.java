package dev.atelier.identity;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The console's password, and how often it may be guessed. Where none is configured, one is made
 * and kept in a file that only the server's user can read. Thread-safe.
 */
@ApplicationScoped
public class ConsoleLogin {
  /** Set in the HTTP session of whoever is logged in. */
  public static final String SESSION_ATTRIBUTE = "dev.atelier.console.user";

  private static final Logger LOG = Logger.getLogger(ConsoleLogin.class.getName());
  private static final int FREE_GUESSES = 5;
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int MOST_CLIENTS = 10_000;

  private final Map<String, Guesses> guesses = new ConcurrentHashMap<>();
  private final Optional<String> configured;
  private final Path file;
  private final Clock clock;
  private byte[] passwordHash = {};

  /** Wrong guesses of one client, and until when it must wait. */
  private record Guesses(int wrong, Instant waitUntil) {}

  @Inject
  ConsoleLogin(
      @ConfigProperty(name = "ATELIER_CONSOLE_PASSWORD") Optional<String> configured,
      @ConfigProperty(name = "ATELIER_DATA", defaultValue = "data") String data,
      Clock clock) {
    this.configured = configured.map(String::strip).filter(text -> !text.isEmpty());
    this.file = Path.of(data, "console-password");
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected ConsoleLogin() {
    configured = Optional.empty();
    file = null;
    clock = null;
  }

  @PostConstruct
  void readPassword() {
    passwordHash = sha256(configured.orElseGet(this::kept));
  }

  /**
   * Whether the password is right; always false while the client must wait. One guess at a time, or
   * many at once would all pass before the first of them counts.
   */
  public synchronized boolean accepts(String password, String client) {
    if (!waitingTime(client).isZero()) {
      return false;
    }
    boolean right = MessageDigest.isEqual(passwordHash, sha256(password));
    if (right) {
      guesses.remove(client);
    } else {
      guesses.merge(client, new Guesses(1, Instant.EPOCH), (before, one) -> oneMore(before));
      forgetOld();
    }
    return right;
  }

  /** How long a client must wait before its next guess; zero when it need not. */
  public Duration waitingTime(String client) {
    return Optional.ofNullable(guesses.get(client))
        .map(Guesses::waitUntil)
        .map(until -> Duration.between(clock.instant(), until))
        .filter(left -> !left.isNegative())
        .orElse(Duration.ZERO);
  }

  private Guesses oneMore(Guesses before) {
    int wrong = before.wrong() + 1;
    return new Guesses(
        wrong, wrong % FREE_GUESSES == 0 ? clock.instant().plus(PAUSE) : before.waitUntil());
  }

  private void forgetOld() {
    if (guesses.size() > MOST_CLIENTS) {
      guesses.values().removeIf(each -> each.waitUntil().isBefore(clock.instant()));
    }
  }

  private String kept() {
    try {
      // An empty one is what a crash in the middle of the first start leaves.
      if (!Files.exists(file) || Files.readString(file).isBlank()) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, generated());
      }
      LOG.info(() -> "the console's password is in " + file);
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the console's password cannot be kept", unreadable);
    }
  }

  private static String generated() {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
