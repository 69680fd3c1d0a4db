package dev.atelier.doctor;

/** Which database it is. Thread-safe. */
public interface DatabaseVersion {
  /** Its name and version. */
  String product();

  /** The number of the last migration. */
  String schema();
}
