package dev.atelier.schedule;

/** What came of a run is on record already; whoever is about to begin it is too late. */
final class RunTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunTaken(String runId) {
    super(runId + " was begun or ended already");
  }
}
