package dev.atelier.task;

import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Pictures in a map. Thread-safe. */
public final class MemoryPictures implements Pictures {
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
  public Optional<Size> size(String name) {
    return png(name)
        .map(ByteBuffer::wrap)
        .map(header -> new Size(header.getInt(16), header.getInt(20)));
  }

  @Override
  public void prune(Collection<String> names, Predicate<String> shown) {
    names.stream().filter(shown.negate()).forEach(kept::remove);
  }

  int count() {
    return kept.size();
  }
}
