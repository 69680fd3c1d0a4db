package dev.atelier.task;

import dev.atelier.desktop.Screenshot;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Pictures in a map. Thread-safe. */
final class MemoryPictures implements Pictures {
  private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

  @Override
  public String store(Screenshot picture) {
    kept.put(picture.fingerprint(), picture.png());
    return picture.fingerprint();
  }

  @Override
  public Optional<byte[]> png(String name) {
    return Optional.ofNullable(kept.get(name));
  }

  int count() {
    return kept.size();
  }
}
