package dev.atelier.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.BackgroundWork;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.audit.IntegrityCheck.Broken;
import dev.atelier.control.Actor;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IntegrityTest {
  private final MemoryAuditRepository repository = new MemoryAuditRepository();
  private final BackgroundWork background = new BackgroundWork(Thread::new);
  private final HandSetClock clock = new HandSetClock();
  private final AuditTrail trail = new AuditTrail(repository, clock, new FakeEvents<>());
  private final Integrity integrity = new Integrity(repository, trail, background, clock);

  @AfterEach
  void stop() {
    background.stop();
  }

  private Optional<Broken> firstBroken() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    integrity.begin(done::countDown);
    done.await();
    return integrity.last().orElseThrow().firstBroken();
  }

  @Test
  void aWholeChainThatVanishedIsNoticed() throws InterruptedException {
    AuditSamples.write(repository, "sess_a", 3);
    AuditSamples.write(repository, "sess_b", 3);
    assertThat(firstBroken()).isEmpty();
    assertThat(firstBroken()).isEmpty();
    repository.remove(entry -> entry.chain().equals("sess_a"));
    assertThat(firstBroken()).contains(new Broken("sess_a", 1));
    assertThat(firstBroken()).contains(new Broken("sess_a", 1));
  }

  @Test
  void aChainThatWasWrittenAnewIsNoticed() throws InterruptedException {
    AuditSamples.write(repository, "sess_a", 3);
    assertThat(firstBroken()).isEmpty();
    repository.remove(entry -> entry.chain().equals("sess_a"));
    AuditSamples.write(
        repository, new HandSetClock(), "sess_a", Actor.caller("eve"), "action", Map.of());
    assertThat(firstBroken()).contains(new Broken("sess_a", 1));
  }

  @Test
  void takingBackThatItWasThereIsNoticedToo() throws InterruptedException {
    AuditSamples.write(repository, "sess_a", 3);
    assertThat(firstBroken()).isEmpty();
    AuditSamples.write(repository, "server", 1);
    repository.remove(
        entry -> entry.chain().equals("sess_a") || entry.type().equals(ChainBook.BEGUN));
    assertThat(firstBroken()).map(Broken::chain).contains("server");
  }

  @Test
  void eachChainIsNamedOnce() throws InterruptedException {
    AuditSamples.write(repository, "sess_a", 3);
    assertThat(firstBroken()).isEmpty();
    assertThat(firstBroken()).isEmpty();
    assertThat(repository.entries("server", 0, Optional.empty(), 99)).hasSize(1);
  }
}
