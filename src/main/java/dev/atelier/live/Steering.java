package dev.atelier.live;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.control.ControlHeld;
import dev.atelier.control.Holder;
import dev.atelier.control.Lease;
import dev.atelier.control.LeaseEnded;
import dev.atelier.control.Leases;
import dev.atelier.control.Permit;
import java.io.IOException;
import java.util.Optional;

/** What one viewer has of a desktop's control. Thread-safe. */
final class Steering implements Wheel {
  private final String sessionId;
  private final Caller viewer;
  private final boolean mayDrive;
  private final Leases leases;
  private volatile Optional<Lease> lease;

  /**
   * @param mayDrive whether the viewer may have control at all
   * @param leaseId of the lease that the viewer came in with, if any
   */
  Steering(
      String sessionId, Caller viewer, boolean mayDrive, Leases leases, Optional<String> leaseId) {
    this.sessionId = sessionId;
    this.viewer = viewer;
    this.mayDrive = mayDrive;
    this.leases = leases;
    this.lease =
        leases
            .current(sessionId)
            .filter(present -> mayDrive && leaseId.filter(present.id()::equals).isPresent());
  }

  @Override
  public boolean pass(boolean touches, Write write) throws IOException {
    if (!mayDrive || !(drives() || touches && touch())) {
      return false;
    }
    Optional<Lease> present = lease;
    if (present.isEmpty()) {
      return false;
    }
    try {
      leases.passOn(
          sessionId,
          new Permit(present.get().id(), present.get().epoch()),
          () -> {
            write.write();
            return null;
          });
      return true;
    } catch (ControlHeld | LeaseEnded lost) {
      return false;
    }
  }

  /** Whoever touches a desktop that nobody drives has control while they go on. */
  private boolean touch() {
    if (leases.current(sessionId).isPresent()) {
      return false;
    }
    try {
      lease =
          Optional.of(
              leases.take(sessionId, new Holder.Person(viewer.name(), true), Optional.empty()));
      return true;
    } catch (ControlHeld another) {
      return false;
    }
  }

  /** Whether the viewer has control at this moment. */
  boolean drives() {
    return lease.isPresent() && lease.equals(leases.current(sessionId));
  }

  boolean mayDrive() {
    return mayDrive;
  }

  /** The lease to show to its holder. */
  Optional<String> leaseId() {
    return drives() ? lease.map(Lease::id) : Optional.empty();
  }

  /**
   * Takes control for this viewer.
   *
   * @param known a lease that they had before their connection ended
   * @throws ControlHeld when another person has it
   * @throws LeaseEnded when the one that they had has ended; nothing is taken then
   */
  void take(Optional<String> known) {
    viewer.require(Role.OPERATOR);
    Optional<Lease> present =
        leases.current(sessionId).filter(one -> known.filter(one.id()::equals).isPresent());
    if (known.isPresent() && present.isEmpty()) {
      throw new LeaseEnded();
    }
    Holder.Person person =
        present
            .map(Lease::holder)
            .filter(Holder.Person.class::isInstance)
            .map(Holder.Person.class::cast)
            .orElse(new Holder.Person(viewer.name(), false));
    lease = Optional.of(leases.take(sessionId, person, known));
  }

  /** Gives control back; nothing happens when the viewer has it no more. */
  void handBack(String note) {
    if (drives()) {
      leases.handBack(sessionId, lease.get().id(), note);
    }
  }

  /** The viewer is still there. */
  void beat() {
    if (drives()) {
      try {
        leases.beat(sessionId, lease.get().id());
      } catch (ControlHeld | LeaseEnded lost) {
        lease = Optional.empty();
      }
    }
  }

  /** The viewer's connection has ended. */
  void left() {
    lease.ifPresent(had -> leases.left(sessionId, had.id()));
  }
}
