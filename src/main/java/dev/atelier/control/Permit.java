package dev.atelier.control;

import java.util.Optional;

/**
 * What an action is sent with: the lease that it relies on and the epoch it knows of, or nothing,
 * where nobody drives.
 *
 * @param epoch 0 for none
 */
public record Permit(Optional<String> leaseId, long epoch) {
  /** Of whoever acts without having asked for control. */
  public static final Permit NONE = new Permit(Optional.empty(), 0);

  public Permit(String leaseId, long epoch) {
    this(Optional.of(leaseId), epoch);
  }

  boolean isNone() {
    return leaseId.isEmpty() && epoch == 0;
  }

  boolean isOf(Lease lease) {
    return leaseId.filter(lease.id()::equals).isPresent() && epoch == lease.epoch();
  }
}
