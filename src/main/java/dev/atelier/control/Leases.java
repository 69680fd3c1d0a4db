package dev.atelier.control;

import dev.atelier.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Who drives which desktop: at most one at a time. Thread-safe. */
@ApplicationScoped
public class Leases {
  private final Map<String, Lease> bySession = new ConcurrentHashMap<>();
  private final AtomicLong epochs = new AtomicLong();

  /**
   * Gives control to a task.
   *
   * @throws ControlHeld when somebody has it
   */
  public Lease takeForTask(String sessionId, String taskId) {
    return take(sessionId, new Holder.WorkingTask(taskId));
  }

  /**
   * Does work on a desktop during which nobody drives it.
   *
   * @param doing what is done to the desktop, for those who are refused meanwhile
   * @throws ControlHeld when somebody has control
   */
  public <T> T whileNobodyDrives(String sessionId, String doing, Supplier<T> work) {
    Lease lease = take(sessionId, new Holder.Maintenance(doing));
    try {
      return work.get();
    } finally {
      release(lease);
    }
  }

  private Lease take(String sessionId, Holder holder) {
    Lease lease = new Lease(Ids.next("lease_"), sessionId, holder, epochs.incrementAndGet());
    Lease present = bySession.putIfAbsent(sessionId, lease);
    if (present != null) {
      throw new ControlHeld(present.holder());
    }
    return lease;
  }

  /** Gives control back; nothing happens when the lease has ended already. */
  public void release(Lease lease) {
    bySession.remove(lease.sessionId(), lease);
  }

  public Optional<Lease> current(String sessionId) {
    return Optional.ofNullable(bySession.get(sessionId));
  }

  /**
   * Checks that an action may be carried out.
   *
   * @param leaseId the lease it was sent with, if any
   * @param epoch the epoch it was sent with; 0 for none
   * @throws ControlHeld when somebody else drives
   * @throws LeaseEnded when it was sent with a lease that has ended, though nobody drives now
   */
  public void requireMayAct(String sessionId, Optional<String> leaseId, long epoch) {
    Lease present = bySession.get(sessionId);
    if (present == null) {
      if (leaseId.isPresent() || epoch != 0) {
        throw new LeaseEnded();
      }
      return;
    }
    boolean own = leaseId.filter(present.id()::equals).isPresent() && epoch == present.epoch();
    if (!own) {
      throw new ControlHeld(present.holder());
    }
  }
}
