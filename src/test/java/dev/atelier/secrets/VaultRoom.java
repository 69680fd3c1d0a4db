package dev.atelier.secrets;

import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.Secret;
import dev.atelier.session.SessionsInMemory;
import java.util.Optional;
import java.util.Set;

/** The vault without a database or a container. */
final class VaultRoom implements AutoCloseable {
  static final Secret KEY = Secret.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
  static final Secret OTHER_KEY = Secret.of("BBECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
  static final Secret HORSE = Secret.exactly("correct-horse-battery");

  final MemorySecretRepository repository = new MemorySecretRepository();
  final FakeEvents<SecretChanged> events = new FakeEvents<>();
  final HandSetClock clock = new HandSetClock();
  final SessionsInMemory desktops = new SessionsInMemory();

  Vault vault() {
    return vault(Optional.of(KEY), Optional.empty());
  }

  /** As a server finds it that was started with these keys. */
  Vault vault(Optional<Secret> key, Optional<Secret> old) {
    return new Vault(
        repository, new VaultKeys(key, Optional.empty(), old), desktops.sessions(), events, clock);
  }

  static Vault.Wish wish(String name, String site) {
    return new Vault.Wish(name, Optional.of(AllowedSite.parse(site)), false, Optional.empty());
  }

  static Vault.Wish wish(String name, String site, boolean inSight, Optional<Set<String>> on) {
    return new Vault.Wish(name, Optional.of(AllowedSite.parse(site)), inSight, on);
  }

  @Override
  public void close() {
    desktops.close();
  }
}
