package dev.atelier.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps who may log in, and of their passwords only salted hashes. Thread-safe. */
public interface ConsoleUserRepository {

  /** Whether the name was free. */
  boolean add(ConsoleUser user, String passwordHash);

  /** Changes role and desktops; whether there is such a user. */
  boolean update(ConsoleUser user);

  /** Whether there is such a user. */
  boolean setPassword(String name, String passwordHash);

  /** Whether there was such a user. */
  boolean remove(String name);

  Optional<ConsoleUser> find(String name);

  Optional<String> passwordHash(String name);

  /** All of them, by name. */
  List<ConsoleUser> all();

  void loggedIn(String name, Instant at);
}
