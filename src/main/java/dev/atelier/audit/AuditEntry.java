package dev.atelier.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the record of what happened, chained to the line before it.
 *
 * @param chain the session it belongs to, or {@link #SERVER}
 * @param seq from 1, without gaps, within its chain
 * @param step number of a task's step; 0 outside one
 * @param type such as {@code session.created}, {@code action}, {@code task.started}
 * @param epoch of the control under which it happened; 0 where there is none
 * @param hash over everything else, {@code prevHash} included; hexadecimal SHA-256
 */
public record AuditEntry(
    String chain,
    long seq,
    Instant at,
    Optional<String> taskId,
    int step,
    String actor,
    String type,
    Map<String, Object> detail,
    long epoch,
    String prevHash,
    String hash) {
  /** The chain of what belongs to no session. */
  public static final String SERVER = "server";

  /** What the first entry of a chain follows. */
  public static final String BEGINNING = "0".repeat(64);

  /** Whether the hash is the one its content has. */
  public boolean intact() {
    return hash.equals(AuditHash.of(this));
  }
}
