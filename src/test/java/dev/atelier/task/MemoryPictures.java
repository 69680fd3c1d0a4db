package dev.atelier.task;

import dev.atelier.desktop.Screenshot;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

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

  @Override
  public void prune(Collection<String> names, Predicate<String> shown) {
    names.stream().filter(shown.negate()).forEach(kept::remove);
  }

  int count() {
    return kept.size();
  }
}
