package dev.atelier.secrets;

import dev.atelier.desktop.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps the vault in memory. Thread-safe. */
final class MemorySecretRepository implements SecretRepository {
  private final Map<String, VaultEntry> entries = new TreeMap<>();
  private final Map<String, String> sealed = new TreeMap<>();
  private final List<Use> uses = new ArrayList<>();

  @Override
  public synchronized void put(VaultEntry secret, String sealedValue) {
    entries.put(secret.name(), secret);
    sealed.put(secret.name(), sealedValue);
  }

  /** As who can write the database may: the value of one row in another. */
  synchronized void swap(String from, String to) {
    sealed.put(to, sealed.get(from));
  }

  @Override
  public synchronized Optional<VaultEntry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  @Override
  public synchronized Optional<String> sealed(String name) {
    return Optional.ofNullable(sealed.get(name));
  }

  @Override
  public synchronized List<VaultEntry> all() {
    return List.copyOf(entries.values());
  }

  @Override
  public synchronized boolean remove(String name) {
    sealed.remove(name);
    return entries.remove(name) != null;
  }

  @Override
  public synchronized void used(Use use) {
    letGo(use.sessionId(), use.place(), use.at());
    uses.add(use);
  }

  @Override
  public synchronized List<Use> uses(String sessionId, Instant after) {
    return uses.stream()
        .filter(use -> use.sessionId().equals(sessionId))
        .filter(use -> use.at().isAfter(after) || !use.letGo())
        .toList();
  }

  @Override
  public synchronized List<Use> uses() {
    return List.copyOf(uses);
  }

  @Override
  public synchronized void sealAnew(Use use) {
    uses.replaceAll(
        before ->
            before.secret().equals(use.secret()) && before.at().equals(use.at()) ? use : before);
  }

  @Override
  public synchronized void letGo(String sessionId, Region place, Instant until) {
    uses.replaceAll(
        use ->
            use.sessionId().equals(sessionId)
                    && use.place().equals(place)
                    && !use.at().isAfter(until)
                ? new Use(sessionId, use.secret(), use.sealed(), place, use.at(), true)
                : use);
  }

  @Override
  public synchronized void forget(Instant until) {
    uses.removeIf(use -> use.letGo() && !use.at().isAfter(until));
  }

  @Override
  public synchronized void forget(String sessionId) {
    uses.removeIf(use -> use.sessionId().equals(sessionId));
  }
}
