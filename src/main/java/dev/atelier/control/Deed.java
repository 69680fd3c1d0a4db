package dev.atelier.control;

import java.util.Optional;

/** Something that somebody does to a desktop at this moment. Guarded by its {@link Seat}. */
final class Deed {
  private final Optional<Lease> under;
  private final Optional<Thread> interruptible;
  private volatile Optional<String> cutBy = Optional.empty();

  Deed(Optional<Lease> under, Optional<Thread> interruptible) {
    this.under = under;
    this.interruptible = interruptible;
  }

  boolean isUnder(Optional<Lease> lease) {
    return under.equals(lease);
  }

  /** Has it end where it is, if it can; of several reasons the first counts. */
  void cut(String why) {
    if (cutBy.isEmpty()) {
      cutBy = Optional.of(why);
      interruptible.ifPresent(Thread::interrupt);
    }
  }

  boolean wasInterrupted() {
    return interruptible.isPresent() && cutBy.isPresent();
  }

  /** Why it was to end early, if it was. */
  Optional<String> cutBy() {
    return cutBy;
  }
}
