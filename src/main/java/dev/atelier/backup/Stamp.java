package dev.atelier.backup;

import dev.atelier.Secret;
import dev.atelier.identity.KeptSecret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * By what a server knows an archive for its own: HMAC-SHA256 over what the archive says of itself,
 * and so over the sum of each file in it. The key is {@code backup-key} of the data directory.
 * Immutable.
 */
final class Stamp {
  /** The entry of the archive that holds it, in hexadecimal. */
  static final String NAME = "manifest.stamp";

  private static final String ALGORITHM = "HmacSHA256";

  private final Secret key;

  private Stamp(Secret key) {
    this.key = key;
  }

  static Stamp of(Path data) {
    return new Stamp(KeptSecret.in(data.resolve("backup-key")));
  }

  String on(byte[] manifest) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.revealed().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(manifest));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  boolean isOn(byte[] manifest, byte[] claimed) {
    return MessageDigest.isEqual(on(manifest).getBytes(StandardCharsets.UTF_8), claimed);
  }
}
