package dev.atelier.audit;

import dev.atelier.json.Json;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Entries as comma-separated values, safe to open in a spreadsheet. */
final class AuditCsv {
  static final String HEADER = "seq,at,session_id,task_id,step,actor,type,detail,prev_hash,hash\n";

  private AuditCsv() {}

  static String line(AuditEntry entry) {
    return Stream.of(
            entry.seq(),
            entry.at(),
            entry.chain(),
            entry.taskId().orElse(""),
            entry.step() == 0 ? "" : entry.step(),
            entry.actor(),
            entry.type(),
            Json.write(entry.detail()),
            entry.prevHash(),
            entry.hash())
        .map(value -> quoted(value.toString()))
        .collect(Collectors.joining(","));
  }

  /** A leading {@code = + - @} would be run as a formula. */
  private static String quoted(String text) {
    String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return "\"" + safe.replace("\"", "\"\"") + "\"";
  }
}
