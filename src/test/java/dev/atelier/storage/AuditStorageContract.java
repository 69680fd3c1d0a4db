package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.HandSetClock;
import dev.atelier.audit.AuditEntry;
import dev.atelier.audit.AuditRepository;
import dev.atelier.audit.AuditSamples;
import dev.atelier.control.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What the repositories of the record promise on every database. */
interface AuditStorageContract {
  Instant EVER = Instant.parse("9999-01-01T00:00:00Z");
  int WRITERS = 6;

  /** Of an empty database. */
  Jdbi jdbi();

  /** The same. */
  Transactions transactions();

  private JdbiSessionRepository sessions() {
    return new JdbiSessionRepository(jdbi(), new HandSetClock());
  }

  private JdbiAuditRepository audit() {
    return new JdbiAuditRepository(jdbi());
  }

  @Test
  default void theRecordIsReadByTimeAndKind() {
    HandSetClock clock = new HandSetClock();
    for (String type : List.of("control.taken", "action", "control.handed_back", "controlled")) {
      AuditSamples.write(audit(), clock, "sess_a", Actor.caller("ada"), type, Map.of());
      clock.pass(Duration.ofSeconds(1));
    }
    Instant first = clock.instant().minusSeconds(4);
    assertThat(audit().between("sess_a", first, EVER, "control.*", 9))
        .extracting(AuditEntry::type)
        .containsExactly("control.taken", "control.handed_back");
    assertThat(audit().between("sess_a", first, first.plusSeconds(2), "control.*", 1)).hasSize(1);
    assertThat(
            audit().between("sess_a", first.plusSeconds(1), first.plusSeconds(2), "control.*", 9))
        .extracting(AuditEntry::type)
        .containsExactly("control.handed_back");
    assertThat(audit().between("sess_b", Instant.EPOCH, EVER, "control.*", 9)).isEmpty();
  }

  @Test
  default void whoBeganEachRecordIsFoundAtOnce() {
    HandSetClock clock = new HandSetClock();
    for (String who : List.of("ada", "bruno")) {
      AuditSamples.write(audit(), clock, "sess_a", Actor.caller(who), "action", Map.of());
    }
    AuditSamples.write(audit(), clock, "sess_b", Actor.caller("bruno"), "action", Map.of());
    assertThat(audit().firstActors(Set.of("sess_a", "sess_b", "sess_c")))
        .isEqualTo(Map.of("sess_a", "ada", "sess_b", "bruno"));
    assertThat(audit().firstActors(Set.of())).isEmpty();
  }

  @Test
  default void theRecordIsReadAsItWasWrittenAndVerifies() {
    AuditSamples.write(audit(), "sess_a", 30);
    assertThat(AuditSamples.verified(audit(), "sess_a")).isTrue();
    assertThat(audit().entries("sess_a", 0, Optional.empty(), 99)).hasSize(30);
    assertThat(audit().entries("sess_a", 28, Optional.empty(), 99)).hasSize(2);
    assertThat(audit().entries("sess_a", 0, Optional.of("action"), 99)).hasSize(15);
    assertThat(audit().entries("sess_a", 0, Optional.of("task.*"), 99)).hasSize(15);
    assertThat(audit().entries("sess_a", 0, Optional.of("task"), 99)).isEmpty();
    assertThat(audit().entries("sess_a", 0, Optional.of("t%"), 99)).isEmpty();
    assertThat(audit().entries("sess_b", 0, Optional.empty(), 99)).isEmpty();
  }

  @Test
  default void manyWhoWriteToOneRecordDoNotForkIt() throws Exception {
    AuditSamples.write(audit(), "sess_a", 1);
    AtOnce.all(
        WRITERS,
        number -> {
          for (int n = 0; n < 10; n++) {
            transactions()
                .within(
                    () -> {
                      AuditSamples.write(audit(), "sess_a", 1);
                      return number;
                    });
          }
          return number;
        });
    assertThat(audit().head("sess_a").map(AuditRepository.Head::seq)).contains(WRITERS * 10L + 1);
    assertThat(AuditSamples.verified(audit(), "sess_a")).isTrue();
  }

  @Test
  default void whatFailsInATransactionLeavesNoEntry() {
    assertThatThrownBy(
            () ->
                transactions()
                    .within(
                        () -> {
                          sessions().add(SessionDraft.of("sess_a").session());
                          AuditSamples.write(audit(), "sess_a", 3);
                          throw new IllegalStateException("and then this");
                        }))
        .hasMessage("and then this");
    assertThat(audit().head("sess_a")).isEmpty();
    assertThat(audit().entries("sess_a", 0, Optional.empty(), 9)).isEmpty();
    assertThat(sessions().known("sess_a")).isFalse();
  }
}
