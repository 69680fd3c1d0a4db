package dev.atelier.audit;

import dev.atelier.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** How an entry's hash is computed: SHA-256 over its fields as a JSON list. */
final class AuditHash {
  private AuditHash() {}

  static String of(AuditEntry entry) {
    List<Object> fields =
        Arrays.asList(
            entry.prevHash(),
            entry.chain(),
            entry.seq(),
            entry.at().toEpochMilli(),
            entry.taskId().orElse(""),
            entry.step(),
            entry.actor(),
            entry.type(),
            new TreeMap<>(entry.detail()),
            entry.epoch());
    return HexFormat.of().formatHex(sha256(Json.write(fields)));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
