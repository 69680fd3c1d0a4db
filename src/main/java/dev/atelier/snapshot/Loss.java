package dev.atelier.snapshot;

/**
 * What is missing of a snapshot on record.
 *
 * @param system whether it is its saved system
 * @param home whether it is its saved home
 */
record Loss(boolean system, boolean home) {
  static final Loss NONE = new Loss(false, false);

  boolean isNone() {
    return equals(NONE);
  }

  /** What a person is told, and can do about it. */
  String inWords() {
    return "the snapshot's " + missing() + " missing; it cannot be used any more; delete it";
  }

  private String missing() {
    if (system && home) {
      return "saved system and saved home are";
    }
    return system ? "saved system is" : "saved home is";
  }
}
