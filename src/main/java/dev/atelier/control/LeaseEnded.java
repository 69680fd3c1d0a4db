package dev.atelier.control;

/** Something came with a lease that has ended meanwhile. */
public final class LeaseEnded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LeaseEnded() {
    super(
        "the lease this was sent with has ended; take control anew, or act without a lease while"
            + " nobody drives");
  }
}
