package dev.atelier.doctor;

import java.util.List;

/** One thing that the doctor looks at. Thread-safe. */
interface Check {

  /** What is looked at, as the key of its words: {@code check.…}. */
  String subject();

  /** What is found; throws when it cannot be looked at. */
  List<Finding> look();
}
