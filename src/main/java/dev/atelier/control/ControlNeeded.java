package dev.atelier.control;

/** Something is only for who has control, and came without a lease. */
public final class ControlNeeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ControlNeeded() {
    super(
        "only who has control may type: take it by POST /sessions/{id}/control"
            + " {\"action\":\"take\"}, and send the lease_id that it answers");
  }
}
