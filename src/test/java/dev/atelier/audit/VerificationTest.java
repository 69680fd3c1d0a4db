package dev.atelier.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.control.Actor;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private static final String CHAIN = "sess_a";
  private static final int ENTRIES = 2500;

  private final MemoryAuditRepository record = new MemoryAuditRepository();

  @BeforeEach
  void write() {
    AuditTrail trail = new AuditTrail(record, new HandSetClock(), new FakeEvents<>());
    for (int n = 1; n <= ENTRIES; n++) {
      trail.append(CHAIN, Actor.task("task_1", n), "action", Map.of("verb", "type", "n", n));
    }
  }

  @Test
  void aRecordThatNobodyTouchedIsWhole() {
    assertThat(verified()).isEqualTo(new Verification(true, ENTRIES, Optional.empty()));
  }

  @Test
  void anEmptyRecordIsWhole() {
    assertThat(Verification.of(record, "sess_other"))
        .isEqualTo(new Verification(true, 0, Optional.empty()));
  }

  @Test
  void aChangedEntryIsFound() {
    assertBroken(1200, entries -> entries.set(1199, told(entries.get(1199), "nothing happened")));
  }

  @Test
  void aChangedEntryWithAFreshHashIsFoundByTheNextOne() {
    assertBroken(
        1201, entries -> entries.set(1199, rehashed(told(entries.get(1199), "nothing happened"))));
  }

  @Test
  void theLastEntryWithAFreshHashIsFoundByTheEnd() {
    assertBroken(
        ENTRIES,
        entries -> entries.set(ENTRIES - 1, rehashed(told(entries.get(ENTRIES - 1), "nothing"))));
  }

  @Test
  void aRemovedEntryIsFound() {
    assertBroken(1000, entries -> entries.remove(999));
  }

  @Test
  void aRemovedBeginningIsFound() {
    assertBroken(1, entries -> entries.remove(0));
  }

  @Test
  void aTailThatWasCutOffIsFound() {
    assertBroken(2001, entries -> entries.subList(2000, ENTRIES).clear());
  }

  @Test
  void aRecordThatWasEmptiedIsFound() {
    assertBroken(1, List::clear);
  }

  @Test
  void anInsertedEntryIsFound() {
    assertBroken(6, entries -> entries.add(5, rehashed(entries.get(4))));
  }

  @Test
  void anEntryAfterTheEndIsFound() {
    assertBroken(ENTRIES + 1, entries -> entries.add(follower(entries.get(entries.size() - 1))));
  }

  @Test
  void anEntryAfterTheEndOfAPageIsFound() {
    record.forge(entries -> entries.subList(2000, ENTRIES).clear());
    record.endsAt(2000);
    record.forge(entries -> entries.add(follower(entries.get(1999))));
    assertThat(verified().firstBroken()).contains(2001L);
  }

  @Test
  void entriesThatAreAddedDuringTheWalkAreNotTakenForBroken() {
    AuditTrail trail = new AuditTrail(record, new HandSetClock(), new FakeEvents<>());
    record.beforeEachRead(
        () -> trail.append(CHAIN, Actor.caller("ada"), "session.renamed", Map.of()));
    assertThat(verified().ok()).isTrue();
  }

  @Test
  void exchangedEntriesAreFound() {
    assertBroken(11, entries -> Collections.swap(entries, 10, 11));
  }

  private void assertBroken(long first, Consumer<List<AuditEntry>> change) {
    record.forge(change);
    assertThat(verified().ok()).isFalse();
    assertThat(verified().firstBroken()).contains(first);
  }

  private Verification verified() {
    return Verification.of(record, CHAIN);
  }

  private static AuditEntry told(AuditEntry entry, String words) {
    return with(entry, entry.seq(), Map.of("verb", words), entry.prevHash(), entry.hash());
  }

  private static AuditEntry follower(AuditEntry entry) {
    return rehashed(with(entry, entry.seq() + 1, entry.detail(), entry.hash(), ""));
  }

  private static AuditEntry rehashed(AuditEntry entry) {
    return with(entry, entry.seq(), entry.detail(), entry.prevHash(), AuditHash.of(entry));
  }

  private static AuditEntry with(
      AuditEntry entry, long seq, Map<String, Object> detail, String prevHash, String hash) {
    return new AuditEntry(
        entry.chain(),
        seq,
        entry.at(),
        entry.taskId(),
        entry.step(),
        entry.actor(),
        entry.type(),
        detail,
        entry.epoch(),
        prevHash,
        hash);
  }
}
