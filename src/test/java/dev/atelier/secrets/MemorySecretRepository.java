package dev.atelier.secrets;

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
    uses.removeIf(
        before ->
            before.sessionId().equals(use.sessionId()) && before.secret().equals(use.secret()));
    uses.add(use);
  }

  @Override
  public synchronized List<Use> uses(String sessionId, Instant after) {
    return uses.stream()
        .filter(use -> use.sessionId().equals(sessionId) && use.at().isAfter(after))
        .toList();
  }
}
