package dev.atelier.secrets;

import dev.atelier.task.KnownSecrets;
import dev.atelier.vision.Fillable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Tells tasks the names of the secrets that they may have filled in. Thread-safe. */
@ApplicationScoped
class SecretsForTasks implements KnownSecrets {
  private final Vault vault;

  @Inject
  SecretsForTasks(Vault vault) {
    this.vault = vault;
  }

  /** For CDI's proxy only. */
  protected SecretsForTasks() {
    this(null);
  }

  @Override
  public List<Fillable> on(String sessionId) {
    return vault.problem().isPresent()
        ? List.of()
        : vault.on(sessionId).stream()
            .map(secret -> new Fillable(secret.name(), secret.place()))
            .toList();
  }
}
