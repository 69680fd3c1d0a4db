package dev.atelier.control;

/** An action came with a lease that has ended meanwhile. */
public final class LeaseEnded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LeaseEnded() {
    super("the lease this was sent with has ended; send it without one, since nobody drives now");
  }
}
