package dev.atelier.session;

import java.time.Duration;
import java.util.Set;

/**
 * Something that is looked after of every desktop from time to time. Desktops of one runtime are
 * looked after one after the other, and never twice at a time.
 */
interface Care {
  /** How long to wait between two rounds. */
  Duration period();

  /** Which desktops there are; of others nothing need be known any more. */
  default void present(Set<String> ids) {}

  /** Looks after one desktop; may take long, and may fail. */
  void look(Session session);
}
