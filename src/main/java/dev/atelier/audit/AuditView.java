package dev.atelier.audit;

import java.time.Instant;
import java.util.Map;

/** An entry as the contract shows it. */
record AuditView(
    long seq,
    Instant at,
    String sessionId,
    String taskId,
    Integer step,
    String actor,
    String type,
    Map<String, Object> detail,
    Long epoch,
    String prevHash,
    String hash) {

  static AuditView of(AuditEntry entry) {
    return new AuditView(
        entry.seq(),
        entry.at(),
        entry.chain(),
        entry.taskId().orElse(null),
        entry.step() == 0 ? null : entry.step(),
        entry.actor(),
        entry.type(),
        entry.detail(),
        entry.epoch() == 0 ? null : entry.epoch(),
        entry.prevHash(),
        entry.hash());
  }
}
