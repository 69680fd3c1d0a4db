package dev.atelier.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Bounds how much of the record is written out at once, so that one takes no others' turn. */
final class ExportPlaces {
  private static final int MOST = 6;
  private static final int MOST_OF_ONE = 2;

  private final List<String> taken = new ArrayList<>();

  /**
   * Takes a place for somebody, by name.
   *
   * @throws TooManyExports when there is none for them
   */
  synchronized void take(String name) {
    if (Collections.frequency(taken, name) >= MOST_OF_ONE) {
      throw new TooManyExports(MOST_OF_ONE + " of your exports");
    }
    if (taken.size() >= MOST) {
      throw new TooManyExports(MOST + " exports");
    }
    taken.add(name);
  }

  synchronized void give(String name) {
    taken.remove(name);
  }
}
