package dev.atelier.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditCsvTest {

  @Test
  void whatASpreadsheetWouldRunIsQuoted() {
    for (String name :
        new String[] {
          "=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠sum"
        }) {
      assertThat(AuditCsv.line(by(name))).contains("\"'" + name + "\"");
    }
    assertThat(AuditCsv.line(by("ada=1"))).contains("\"ada=1\"");
  }

  @Test
  void everythingThatTheHashIsOverStandsInItsColumn() {
    assertThat(AuditCsv.HEADER).contains(",detail,epoch,prev_hash,");
    assertThat(AuditCsv.line(by("ada"))).contains("}\",\"7\",\"" + AuditEntry.BEGINNING);
  }

  @Test
  void quotesAreDoubled() {
    assertThat(AuditCsv.line(by("a\"b,c"))).contains("\"a\"\"b,c\"");
    assertThat(AuditCsv.line(by("ada"))).contains("\"{\"\"goal\"\":\"\"=1\"\"}\"");
  }

  private static AuditEntry by(String actor) {
    return new AuditEntry(
        "sess_a",
        1,
        Instant.EPOCH,
        Optional.empty(),
        0,
        actor,
        "task.started",
        Map.of("goal", "=1"),
        7,
        AuditEntry.BEGINNING,
        "");
  }
}
