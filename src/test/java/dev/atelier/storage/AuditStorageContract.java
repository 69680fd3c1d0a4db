package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Caller;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import dev.atelier.audit.AuditEntry;
import dev.atelier.audit.AuditFilter;
import dev.atelier.audit.AuditPlace;
import dev.atelier.audit.AuditRepository;
import dev.atelier.audit.AuditSamples;
import dev.atelier.audit.IntegrityCheck;
import dev.atelier.control.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
  default void whatIsNoJsonAnyMoreIsShownAndBreaksItsChain() {
    AuditSamples.write(audit(), "sess_a", 3);
    jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update audit_entry set detail = 'spoilt' where chain = 'sess_a' and seq = 2"));
    assertThat(AuditSamples.verified(audit(), "sess_a")).isFalse();
    assertThat(audit().entries("sess_a", 1, Optional.empty(), 1))
        .extracting(AuditEntry::detail)
        .containsExactly(Map.of("unreadable", "spoilt"));
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
  default void theFirstEntriesOfTheServerMayComeAtOnce() throws Exception {
    AtOnce.all(
        WRITERS,
        number ->
            transactions()
                .within(
                    () -> {
                      AuditSamples.write(audit(), AuditEntry.SERVER, 1);
                      return number;
                    }));
    assertThat(audit().head(AuditEntry.SERVER).map(AuditRepository.Head::seq))
        .contains((long) WRITERS);
    assertThat(AuditSamples.verified(audit(), AuditEntry.SERVER)).isTrue();
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

  @Test
  default void allChainsAreReadBackwardsFromAPlaceInTime() {
    writeOnTwoDesktops();
    AuditFilter all = AuditFilter.of(Caller.of("ada", Role.ADMIN));
    assertThat(walked(all, 7)).isEqualTo(List.of("b3", "a3", "b2", "a2", "b1", "a1", "s0"));
    assertThat(walked(all, 1)).isEqualTo(walked(all, 7));
    assertThat(walked(all.on(Optional.of("sess_a")), 2)).isEqualTo(List.of("a3", "a2", "a1"));
    assertThat(walked(all.by(Optional.of("eve")), 2)).isEqualTo(List.of("b3", "b2", "b1"));
    assertThat(walked(all.ofType(Optional.of("task.*")), 2)).isEqualTo(List.of("a3", "a2", "a1"));
    assertThat(walked(all.ofType(Optional.of("action")), 1)).isEqualTo(List.of("b3", "b2", "b1"));
    assertThat(walked(all.saying(Optional.of("GRÜSSE \"A2")), 2)).isEqualTo(List.of("a2"));
    assertThat(walked(all.saying(Optional.of("%")), 2)).isEmpty();
    assertThat(walked(all.on(Optional.of("sess_b")).by(Optional.of("ada")), 2)).isEmpty();
  }

  @Test
  default void onlyWhatIsThereForWhoeverAsksIsRead() {
    Instant first = writeOnTwoDesktops();
    Caller bounded = new Caller("bob", Role.OPERATOR, Optional.of(Set.of("sess_b")));
    assertThat(walked(AuditFilter.of(bounded), 2)).isEqualTo(List.of("b3", "b2", "b1"));
    assertThat(walked(AuditFilter.of(bounded).on(Optional.of("sess_a")), 2)).isEmpty();
    Caller none = new Caller("bob", Role.VIEWER, Optional.of(Set.of()));
    assertThat(walked(AuditFilter.of(none), 2)).isEmpty();
    AuditFilter viewer = AuditFilter.of(Caller.of("vera", Role.VIEWER));
    assertThat(walked(viewer, 2)).hasSize(6).doesNotContain("s0");
    assertThat(walked(viewer.on(Optional.of(AuditEntry.SERVER)), 2)).isEmpty();
    Optional<Instant> second = Optional.of(first.plusSeconds(1));
    assertThat(walked(viewer.within(second, Optional.empty()), 2))
        .isEqualTo(List.of("b3", "a3", "b2", "a2"));
    assertThat(walked(viewer.within(Optional.empty(), second), 2)).isEqualTo(List.of("b1", "a1"));
  }

  @Test
  default void whatAWalkAlongAllChainsFoundIsKept() {
    assertThat(audit().lastCheck()).isEmpty();
    IntegrityCheck whole = new IntegrityCheck(Instant.EPOCH, 3, Optional.empty());
    IntegrityCheck broken =
        new IntegrityCheck(EVER, 4, Optional.of(new IntegrityCheck.Broken("sess_a", 2)));
    audit().add(whole);
    assertThat(audit().lastCheck()).contains(whole);
    audit().add(broken);
    assertThat(audit().lastCheck()).contains(broken);
    AuditSamples.write(audit(), "sess_a", 2);
    AuditSamples.write(audit(), "server", 1);
    assertThat(audit().chains()).containsExactlyInAnyOrder("sess_a", "server");
  }

  /** Three entries each, of which two are of the same moment, after one of the server's own. */
  private Instant writeOnTwoDesktops() {
    HandSetClock clock = new HandSetClock();
    write(clock, "server", "ada", "auth.login", "s0");
    clock.pass(Duration.ofSeconds(1));
    Instant first = clock.instant();
    for (int n = 1; n <= 3; n++) {
      write(clock, "sess_a", "ada", "task.said", "a" + n);
      write(clock, "sess_b", "eve", "action", "b" + n);
      clock.pass(Duration.ofSeconds(1));
    }
    return first;
  }

  private void write(HandSetClock clock, String chain, String actor, String type, String name) {
    AuditSamples.write(
        audit(),
        clock,
        chain,
        Actor.caller(actor),
        type,
        Map.of("name", name, "text", "grüsse \"" + name));
  }

  /** The names of what is found, a portion at a time. */
  private List<Object> walked(AuditFilter filter, int portion) {
    List<Object> names = new ArrayList<>();
    Optional<AuditPlace> place = Optional.of(AuditPlace.FIRST);
    while (place.isPresent()) {
      AuditRepository.Portion found = audit().search(filter, place.get(), 2, portion);
      found.entries().forEach(entry -> names.add(entry.detail().get("name")));
      place = found.rest();
    }
    return names;
  }
}
