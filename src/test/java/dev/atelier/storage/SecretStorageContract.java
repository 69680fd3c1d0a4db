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

  private static Use use(String sessionId, Region place, Instant at) {
    return new Use(sessionId, "Bank", "sealed " + at, place, at, false);
  }

  private static Use free(Use use) {
    return new Use(use.sessionId(), use.secret(), use.sealed(), use.place(), use.at(), true);
  }

  @Test
  default void eachUseIsKeptWithWhatWasTypedAndShownWithTheSecret() {
    secrets().put(secret("Bank", Optional.empty(), false, Optional.empty()), "sealed");
    Region place = new Region(1, 2, 3, 4);
    Use first = use("sess_a", place, KEPT);
    Use other = use("sess_a", new Region(5, 6, 7, 8), KEPT);
    Use second = use("sess_a", place, KEPT.plus(Duration.ofMinutes(1)));
    secrets().used(first);
    secrets().used(other);
    secrets().used(second);
    secrets().used(second);
    secrets().used(use("sess_b", place, KEPT));

    assertThat(secrets().uses("sess_a", KEPT.minusSeconds(1)))
        .containsExactlyInAnyOrder(free(first), other, second);
    assertThat(secrets().uses("sess_b", KEPT)).hasSize(1);
    assertThat(secrets().find("Bank").orElseThrow().usedAt()).contains(KEPT);
    secrets().sealAnew(second.sealedAs("anew"));
    assertThat(secrets().uses())
        .extracting(Use::sealed)
        .containsExactlyInAnyOrder(first.sealed(), other.sealed(), "anew", first.sealed());
  }

  @Test
  default void aPlaceThatIsNotLetGoIsKeptHoweverOldItIs() {
    Region place = new Region(1, 2, 3, 4);
    Use old = use("sess_a", place, KEPT);
    Use young = use("sess_a", new Region(5, 6, 7, 8), KEPT.plus(Duration.ofDays(2)));
    secrets().used(old);
    secrets().used(young);
    secrets().forget(KEPT.plus(Duration.ofDays(1)));

    assertThat(secrets().uses("sess_a", young.at())).containsExactly(old, young);
    secrets().letGo("sess_a", place, KEPT.minusMillis(1));
    secrets().letGo("sess_b", place, KEPT);
    assertThat(secrets().uses("sess_a", young.at())).containsExactly(old, young);
    secrets().letGo("sess_a", place, KEPT);
    secrets().letGo("sess_a", young.place(), young.at());
    assertThat(secrets().uses("sess_a", KEPT)).containsExactly(free(young));
    secrets().forget(KEPT.plus(Duration.ofDays(1)));
    assertThat(secrets().uses()).containsExactly(free(young));
    secrets().forget("sess_a");
    assertThat(secrets().uses()).isEmpty();
  }
}
