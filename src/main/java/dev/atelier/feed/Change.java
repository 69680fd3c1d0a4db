package dev.atelier.feed;

/**
 * Something of the fleet is not as it was; how it is, is read when somebody is told.
 *
 * @param number one more than that of the change before
 * @param sessionId the desktop it is about; empty when it is about all of them
 */
record Change(long number, Kind kind, String sessionId, String id) {

  /** What an event is about, named as the event is. */
  enum Kind {
    SESSION,
    TASK,
    CONTROL,
    BUDGET;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Whether this one tells all that the other would. */
  boolean repeats(Change other) {
    return kind == other.kind && id.equals(other.id);
  }
}
