package dev.atelier.task;

import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps the pictures that steps were decided on, each distinct one once. Thread-safe. */
public interface Pictures {

  /**
   * Stores a picture, unless it is there, and returns its name. Whoever refers to it stores it
   * again once that is on record: it may have been removed in between.
   */
  String store(Screenshot picture);

  /** The picture of that name as PNG. */
  Optional<byte[]> png(String name);

  /** How large the picture of that name is. */
  Optional<Size> size(String name);

  /**
   * Removes those of some pictures that are not shown any more; nothing is stored between the
   * question and the removal.
   */
  void prune(Collection<String> names, Predicate<String> shown);
}
