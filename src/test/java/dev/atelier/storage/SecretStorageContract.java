package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.Region;
import dev.atelier.secrets.AllowedSite;
import dev.atelier.secrets.SecretRepository.Use;
import dev.atelier.secrets.VaultEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What the repository of the vault promises on every database. */
interface SecretStorageContract {
  Instant KEPT = Instant.parse("2026-11-21T09:30:00.123Z");

  /** Of an empty database. */
  Jdbi jdbi();

  private JdbiSecretRepository secrets() {
    return new JdbiSecretRepository(jdbi());
  }

  private static VaultEntry secret(
      String name, Optional<AllowedSite> site, boolean inSight, Optional<Set<String>> sessions) {
    return new VaultEntry(
        name, site, inSight, sessions, "ada", KEPT, KEPT.plusSeconds(1), Optional.empty());
  }

  @Test
  default void aSecretIsReadAsItWasWrittenAndItsValueOnlyWhenAskedFor() {
    VaultEntry bank =
        secret(
            "Bank",
            Optional.of(AllowedSite.parse("http://.bank.example:8080")),
            true,
            Optional.of(Set.of("sess_a", "sess_b")));
    VaultEntry any = secret("Any", Optional.empty(), false, Optional.empty());
    secrets().put(bank, "sealed bank");
    secrets().put(any, "sealed any");

    assertThat(secrets().all()).containsExactly(any, bank);
    assertThat(secrets().find("Bank")).contains(bank);
    assertThat(secrets().sealed("Bank")).contains("sealed bank");
    secrets().put(bank, "sealed anew");
    assertThat(secrets().sealed("Bank")).contains("sealed anew");
    assertThat(secrets().all()).hasSize(2);
    assertThat(secrets().remove("Bank")).isTrue();
    assertThat(secrets().remove("Bank")).isFalse();
    assertThat(secrets().find("Bank")).isEmpty();
    assertThat(secrets().sealed("Bank")).isEmpty();
  }

  @Test
  default void theLastUseOnEachDesktopIsKeptAndShown() {
    VaultEntry bank = secret("Bank", Optional.empty(), false, Optional.empty());
    secrets().put(bank, "sealed");
    Use first = new Use("sess_a", "Bank", new Region(1, 2, 3, 4), KEPT);
    Use second =
        new Use("sess_a", "Bank", new Region(5, 6, 7, 8), KEPT.plus(Duration.ofMinutes(1)));
    secrets().used(first);
    secrets().used(second);
    secrets().used(new Use("sess_b", "Bank", new Region(1, 1, 1, 1), KEPT));

    assertThat(secrets().uses("sess_a", KEPT.minusSeconds(1))).containsExactly(second);
    assertThat(secrets().uses("sess_a", second.at())).isEmpty();
    assertThat(secrets().uses("sess_b", KEPT.minusSeconds(1))).hasSize(1);
    assertThat(secrets().find("Bank").orElseThrow().usedAt()).contains(KEPT);
  }
}
