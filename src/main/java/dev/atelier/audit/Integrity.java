package dev.atelier.audit;

import dev.atelier.BackgroundWork;
import dev.atelier.audit.IntegrityCheck.Broken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether the whole record is unchanged: walks along all chains, one walk at a time, and looks
 * whether each is there that should be. Thread-safe.
 */
@ApplicationScoped
public class Integrity {
  private final AuditRepository repository;
  private final AuditTrail trail;
  private final ChainBook book;
  private final BackgroundWork background;
  private final Clock clock;
  private final AtomicBoolean walking = new AtomicBoolean();
  private final AtomicLong walked = new AtomicLong();

  @Inject
  Integrity(AuditRepository repository, AuditTrail trail, BackgroundWork background, Clock clock) {
    this.repository = repository;
    this.trail = trail;
    this.book = new ChainBook(repository);
    this.background = background;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Integrity() {
    this(null, null, null, null);
  }

  /** What the last whole walk found; empty when there was none. */
  public Optional<IntegrityCheck> last() {
    return repository.lastCheck();
  }

  /** How many entries the walk that is under way has seen; empty when none is. */
  public Optional<Long> underWay() {
    return walking.get() ? Optional.of(walked.get()) : Optional.empty();
  }

  /** Begins a walk, unless one is under way; {@code done} is run when this one has ended. */
  public void begin(Runnable done) {
    if (!walking.compareAndSet(false, true)) {
      return;
    }
    walked.set(0);
    background.run(
        () -> {
          try {
            repository.add(walk());
          } finally {
            walking.set(false);
            done.run();
          }
        });
  }

  private IntegrityCheck walk() {
    // Read before the chains: what begins meanwhile is not missed among them.
    Map<String, String> named = book.named();
    List<String> chains = repository.chains();
    long entries = 0;
    Optional<Broken> broken = Optional.empty();
    for (String chain : chains) {
      Verification found = Verification.of(repository, chain, walked::addAndGet);
      entries += found.entries();
      broken = broken.or(() -> found.firstBroken().map(seq -> new Broken(chain, seq)));
    }
    broken = broken.or(() -> vanished(named));
    if (broken.isEmpty()) {
      nameOthers(chains);
    }
    return new IntegrityCheck(clock.instant(), entries, broken);
  }

  /** The first that should be there from its beginning on, and is not. */
  private Optional<Broken> vanished(Map<String, String> named) {
    return named.entrySet().stream()
        .filter(each -> !book.beginsWith(each.getKey(), each.getValue()))
        .map(each -> new Broken(each.getKey(), 1))
        .findFirst();
  }

  /** Those that began before chains were named. */
  private void nameOthers(List<String> chains) {
    Map<String, String> named = book.named();
    chains.stream()
        .filter(chain -> !chain.equals(AuditEntry.SERVER) && !named.containsKey(chain))
        .forEach(chain -> book.name(trail, chain, chain));
  }
}
