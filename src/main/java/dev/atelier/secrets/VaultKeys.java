package dev.atelier.secrets;

import dev.atelier.MadeAtStart;
import dev.atelier.SealingKey;
import dev.atelier.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The keys of the configuration that the vault is sealed with: {@code SECRETS_KEY}, and {@code
 * SECRETS_KEY_OLD} for what was sealed before. Without the first the vault is closed, and the
 * server starts all the same. Thread-safe.
 */
@ApplicationScoped
public class VaultKeys implements MadeAtStart {
  private static final Logger LOG = Logger.getLogger(VaultKeys.class.getName());

  private final Optional<SealingKey> key;
  private final Optional<SealingKey> old;
  private final String problem;

  @Inject
  VaultKeys(
      @ConfigProperty(name = "SECRETS_KEY") Optional<Secret> key,
      @ConfigProperty(name = "SECRETS_KEY_FILE") Optional<String> file,
      @ConfigProperty(name = "SECRETS_KEY_OLD") Optional<Secret> old) {
    Optional<SealingKey> read = Optional.empty();
    Optional<SealingKey> former = Optional.empty();
    String wrong = "";
    try {
      read = written(key, file).map(text -> read("SECRETS_KEY", text));
      former = Secret.set(old).map(text -> read("SECRETS_KEY_OLD", text));
    } catch (IllegalArgumentException unreadable) {
      wrong = "the vault for secrets is closed: " + unreadable.getMessage();
      LOG.severe(wrong);
    }
    if (wrong.isEmpty() && read.isEmpty()) {
      wrong =
          "the vault for secrets is closed, as SECRETS_KEY is not set: put 32 random bytes in"
              + " base64 there (openssl rand -base64 32) and start the server again";
      LOG.info(wrong);
    }
    this.key = wrong.isEmpty() ? read : Optional.empty();
    this.old = former;
    this.problem = wrong;
  }

  /** For CDI's proxy only. */
  protected VaultKeys() {
    key = Optional.empty();
    old = Optional.empty();
    problem = "";
  }

  private static Optional<Secret> written(Optional<Secret> key, Optional<String> file) {
    Optional<Secret> set = Secret.set(key);
    Optional<String> name = file.map(String::strip).filter(text -> !text.isEmpty());
    if (set.isPresent() || name.isEmpty()) {
      return set;
    }
    try {
      return Optional.of(Secret.of(Files.readString(Path.of(name.get()))));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "SECRETS_KEY_FILE: " + name.get() + " cannot be read", unreadable);
    }
  }

  private static SealingKey read(String setting, Secret text) {
    try {
      return SealingKey.read(text);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(setting + " " + wrong.getMessage(), wrong);
    }
  }

  /** Why the vault is closed, in words that say what to do; empty when it is open. */
  Optional<String> problem() {
    return Optional.of(problem).filter(text -> !text.isEmpty());
  }

  /** Whether what lies under a former key is to be sealed with the present one. */
  boolean areChanging() {
    return key.isPresent() && old.isPresent();
  }

  String seal(VaultEntry owner, Secret value) {
    return seal(owner.bond(), value);
  }

  /** For nobody but the owner that the bond names. */
  String seal(String bond, Secret value) {
    return open().seal(bond, value);
  }

  /**
   * The value that was sealed.
   *
   * @throws VaultRefused when neither key opens it
   */
  Secret open(VaultEntry owner, String sealed) {
    return open(owner.name(), owner.bond(), sealed);
  }

  /** As {@link #open(VaultEntry, String)}, for the owner that the bond names. */
  Secret open(String name, String bond, String sealed) {
    try {
      return open().open(bond, sealed);
    } catch (SealingKey.NotOpened otherKey) {
      return openWithOld(name, bond, sealed);
    }
  }

  private Secret openWithOld(String name, String bond, String sealed) {
    if (old.isPresent()) {
      try {
        return old.get().open(bond, sealed);
      } catch (SealingKey.NotOpened neither) {
        LOG.fine("neither key opens a secret");
      }
    }
    throw new VaultRefused(
        "the secret “"
            + name
            + "” does not open with SECRETS_KEY; set the key it was kept with as SECRETS_KEY_OLD,"
            + " or give the secret a new value");
  }

  private SealingKey open() {
    return key.orElseThrow(() -> new VaultRefused(problem));
  }
}
