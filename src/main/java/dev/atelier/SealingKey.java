package dev.atelier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that seals what lies in the database, which alone, or a copy of it, does not tell it:
 * AES-256-GCM with a nonce of its own each time. Immutable; prints as dots.
 */
public final class SealingKey {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  /** What was sealed with another key, for another owner, or is not whole. */
  public static final class NotOpened extends Exception {
    private static final long serialVersionUID = 1L;

    private NotOpened(Throwable cause) {
      super("it was sealed with another key, for another owner, or is not whole", cause);
    }
  }

  private SealingKey(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * A key as people keep it: 32 bytes in base64, be it that of addresses.
   *
   * @throws IllegalArgumentException when it is not one, in words that follow its name
   */
  public static SealingKey read(Secret written) {
    byte[] bytes;
    try {
      String text = written.revealed().replace('-', '+').replace('_', '/');
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException otherLetters) {
      // Without the cause, which names a letter of it.
      bytes = new byte[0];
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "must be 32 random bytes in base64, as openssl rand -base64 32 prints them");
    }
    return new SealingKey(bytes);
  }

  /**
   * What may lie in the database.
   *
   * @param owner whose it is; it opens for nobody else
   */
  public String seal(String owner, Secret secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, owner, nonce)
              .doFinal(secret.revealed().getBytes(StandardCharsets.UTF_8));
      ByteBuffer both = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
      return Base64.getEncoder().encodeToString(both.array());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What was sealed. */
  public Secret open(String owner, String sealed) throws NotOpened {
    try {
      byte[] both = Base64.getDecoder().decode(sealed);
      if (both.length < NONCE_BYTES) {
        throw new NotOpened(null);
      }
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, owner, Arrays.copyOf(both, NONCE_BYTES))
              .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
      return Secret.exactly(new String(plain, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException otherKey) {
      throw new NotOpened(otherKey);
    }
  }

  private Cipher cipher(int mode, String owner, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  @Override
  public String toString() {
    return Secret.MASK;
  }
}
