package dev.atelier.webhook;

import dev.atelier.MadeAtStart;
import dev.atelier.identity.KeptSecret;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals the secrets of webhooks for the database, which alone, or a copy of it, does not tell them:
 * AES-256-GCM with {@code webhook-key} of the data directory. Thread-safe.
 */
@ApplicationScoped
public class SealedSecrets implements MadeAtStart {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private SecretKeySpec key;

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
    key = new SecretKeySpec(Base64.getUrlDecoder().decode(KeptSecret.in(file).revealed()), "AES");
  }

  /**
   * What may lie in the database.
   *
   * @param owner whose it is; it opens for nobody else
   */
  String seal(String owner, SigningSecret secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] plain = secret.spelled().getBytes(StandardCharsets.UTF_8);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, owner, nonce).doFinal(plain);
      ByteBuffer both = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
      return Base64.getEncoder().encodeToString(both.array());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The secret that was sealed.
   *
   * @throws UnreadableSecret when it was sealed with another key
   */
  SigningSecret open(String owner, String sealed) {
    byte[] both = Base64.getDecoder().decode(sealed);
    byte[] nonce = java.util.Arrays.copyOf(both, NONCE_BYTES);
    try {
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, owner, nonce)
              .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
      return SigningSecret.read(new String(plain, StandardCharsets.UTF_8)).orElseThrow();
    } catch (GeneralSecurityException otherKey) {
      throw new UnreadableSecret(file, otherKey);
    }
  }

  private Cipher cipher(int mode, String owner, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
    return cipher;
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
