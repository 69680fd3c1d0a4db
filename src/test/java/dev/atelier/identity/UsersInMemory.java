package dev.atelier.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Users that are kept in memory. Not thread-safe. */
public final class UsersInMemory implements ConsoleUserRepository {
  private final Map<String, ConsoleUser> users = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> hashes = new TreeMap<>();

  @Override
  public boolean add(ConsoleUser user, String passwordHash) {
    if (users.putIfAbsent(user.name(), user) != null) {
      return false;
    }
    hashes.put(user.name(), passwordHash);
    return true;
  }

  @Override
  public boolean update(ConsoleUser user) {
    return users.replace(user.name(), user) != null;
  }

  @Override
  public boolean setPassword(String name, String passwordHash) {
    return hashes.replace(name, passwordHash) != null;
  }

  @Override
  public boolean remove(String name) {
    hashes.remove(name);
    return users.remove(name) != null;
  }

  @Override
  public Optional<ConsoleUser> find(String name) {
    return Optional.ofNullable(users.get(name)).filter(user -> user.name().equals(name));
  }

  @Override
  public Optional<String> passwordHash(String name) {
    return Optional.ofNullable(hashes.get(name));
  }

  @Override
  public List<ConsoleUser> all() {
    return new ArrayList<>(users.values());
  }

  @Override
  public void loggedIn(String name, Instant at) {
    users.computeIfPresent(
        name,
        (key, user) ->
            new ConsoleUser(
                user.name(),
                user.role(),
                user.desktops(),
                user.madeBy(),
                user.madeAt(),
                Optional.of(at)));
  }
}
