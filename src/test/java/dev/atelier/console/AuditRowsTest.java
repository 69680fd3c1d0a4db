package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.audit.AuditEntry;
import dev.atelier.audit.AuditFilter;
import dev.atelier.audit.AuditSamples;
import dev.atelier.audit.MemoryAuditRepository;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditRowsTest {
  private static final int ENTRIES = 1234;

  private final MemoryAuditRepository record = new MemoryAuditRepository();
  private final AuditFilter all = AuditFilter.of(Caller.of("ada", Role.ADMIN));

  @Test
  void rowsAreFoundFromTheTopToTheEndAndBackAgain() {
    AuditSamples.write(record, "sess_a", ENTRIES);
    AuditRows rows = new AuditRows(AuditSamples.search(record), all);
    assertThat(numbers(rows.rows(0, 50))).startsWith(1234L, 1233L).hasSize(50);
    assertThat(numbers(rows.rows(1180, 100))).startsWith(54L).endsWith(1L).hasSize(54);
    assertThat(rows.rows(ENTRIES, 50)).isEmpty();
    assertThat(numbers(rows.rows(395, 10))).startsWith(839L).endsWith(830L).hasSize(10);
  }

  @Test
  void whatIsWrittenMeanwhileMovesNoRow() {
    AuditSamples.write(record, "sess_a", 250);
    AuditRows rows = new AuditRows(AuditSamples.search(record), all);
    List<AuditEntry> before = rows.rows(0, 250);
    AuditSamples.write(record, "sess_a", 10);
    assertThat(rows.rows(0, 250)).isEqualTo(before);
    assertThat(rows.rows(0, 999)).hasSize(250);
  }

  @Test
  void aRecordOfWholePagesEnds() {
    AuditSamples.write(record, "sess_a", 200);
    AuditRows rows = new AuditRows(AuditSamples.search(record), all);
    assertThat(rows.rows(0, 300)).hasSize(200);
    assertThat(new AuditRows(AuditSamples.search(record), all.by(Optional.of("eve"))).rows(0, 9))
        .isEmpty();
  }

  private static List<Long> numbers(List<AuditEntry> rows) {
    return rows.stream().map(AuditEntry::seq).toList();
  }
}
