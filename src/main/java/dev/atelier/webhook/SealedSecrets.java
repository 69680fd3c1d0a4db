package dev.atelier.webhook;

import dev.atelier.MadeAtStart;
import dev.atelier.SealingKey;
import dev.atelier.Secret;
import dev.atelier.identity.KeptSecret;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals the secrets of webhooks for the database with {@code webhook-key} of the data directory.
 * Thread-safe.
 */
@ApplicationScoped
public class SealedSecrets implements MadeAtStart {
  private final Path file;
  private SealingKey key;

  @Inject
  SealedSecrets(@ConfigProperty(name = "ATELIER_DATA", defaultValue = "data") String data) {
    file = Path.of(data, "webhook-key");
  }

  /** For CDI's proxy only. */
  protected SealedSecrets() {
    file = null;
  }

  @PostConstruct
  void readKey() {
    key = SealingKey.read(KeptSecret.in(file));
  }

  /**
   * What may lie in the database.
   *
   * @param owner whose it is; it opens for nobody else
   */
  String seal(String owner, SigningSecret secret) {
    return key.seal(owner, Secret.of(secret.spelled()));
  }

  /**
   * The secret that was sealed.
   *
   * @throws UnreadableSecret when it was sealed with another key
   */
  SigningSecret open(String owner, String sealed) {
    try {
      return SigningSecret.read(key.open(owner, sealed).revealed()).orElseThrow();
    } catch (SealingKey.NotOpened otherKey) {
      throw new UnreadableSecret(file, otherKey);
    }
  }

  /** The key is not the one it was sealed with. */
  static final class UnreadableSecret extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableSecret(Path file, Throwable cause) {
      super(
          "its secret cannot be read, as "
              + file.getFileName()
              + " in the data directory is not the one it was kept with; put that back, or delete"
              + " the webhook and add it again",
          cause);
    }
  }
}
