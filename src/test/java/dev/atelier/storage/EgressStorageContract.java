package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.EgressDenial;
import dev.atelier.desktop.EgressMode;
import dev.atelier.desktop.EgressRule;
import dev.atelier.desktop.Site;
import dev.atelier.egress.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What the repositories of what desktops may reach promise on every database. */
interface EgressStorageContract {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** Of an empty database. */
  Jdbi jdbi();

  private JdbiSnapshotRepository snapshots() {
    return new JdbiSnapshotRepository(jdbi());
  }

  private JdbiEgressRepository egress() {
    return new JdbiEgressRepository(jdbi());
  }

  @Test
  default void whatADesktopMayReachIsKeptAndItsCopiesReachNoMore() {
    EgressRule rule =
        new EgressRule(
            EgressMode.ALLOWLIST, List.of(new Site(".example.com"), new Site("example.org")));
    assertThat(egress().lock("sess_a")).isEmpty();
    egress().save("sess_a", new EgressRule(EgressMode.INTERNET, List.of()));
    egress().save("sess_a", rule);
    assertThat(egress().find("sess_a")).contains(rule);
    assertThat(egress().lock("sess_a")).contains(rule);
    snapshots().add(SnapshotStorageContract.snapshot("snap_a", Optional.empty()));
    egress().save(SnapshotStorageContract.snapshot("snap_a", Optional.empty()).sessionId(), rule);
    egress().inherit("sess_copy", "snap_a");
    egress().inherit("sess_other", "snap_none");
    assertThat(egress().find("sess_copy")).contains(rule);
    assertThat(egress().find("sess_other")).isEmpty();
  }

  @Test
  default void whatADesktopWasRefusedIsCounted() {
    EgressDenial denial = new EgressDenial("sess_a", "x.example", 443, "list", 2, "boot", 7);
    Refusal first =
        new Refusal("sess_a", "x.example", 443, "list", 2, NOON, NOON, "boot", 7, 2, NOON);
    assertThat(egress().lastLine("boot")).isZero();
    egress().keep(first);
    Refusal again =
        new Refusal(
            "sess_a", "x.example", 443, "list", 5, NOON, NOON.plusSeconds(9), "boot", 8, 2, NOON);
    egress().keep(again);
    assertThat(egress().refusal("sess_a", denial)).contains(again);
    assertThat(egress().refusals("sess_a", 10)).containsExactly(again);
    assertThat(egress().count("sess_a")).isEqualTo(1);
    assertThat(egress().lastLine("boot")).isEqualTo(8);
    egress().forgetRefusals(NOON.plusSeconds(10));
    assertThat(egress().count("sess_a")).isZero();
  }
}
