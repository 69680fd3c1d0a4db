package dev.atelier.audit;

import dev.atelier.Csv;
import dev.atelier.json.Json;
import java.util.stream.Stream;

/** Entries as comma-separated values, safe to open in a spreadsheet. */
final class AuditCsv {
  static final String HEADER =
      "seq,at,session_id,task_id,step,actor,type,detail,epoch,prev_hash,hash\n";

  private AuditCsv() {}

  static String line(AuditEntry entry) {
    return Csv.line(
        Stream.of(
            entry.seq(),
            entry.at(),
            entry.chain(),
            entry.taskId().orElse(""),
            entry.step() == 0 ? "" : entry.step(),
            entry.actor(),
            entry.type(),
            Json.write(entry.detail()),
            entry.epoch(),
            entry.prevHash(),
            entry.hash()));
  }
}
