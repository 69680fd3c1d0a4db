package dev.atelier.task;

import dev.atelier.desktop.Screenshot;
import java.util.Optional;

/** Keeps the pictures that steps were decided on, each distinct one once. Thread-safe. */
public interface Pictures {

  /** Stores a picture and returns its name. */
  String store(Screenshot picture);

  /** The picture of that name as PNG. */
  Optional<byte[]> png(String name);
}
