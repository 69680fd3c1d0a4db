package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.secrets.SecretRepository.Use;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What was typed under an earlier version is still covered, for as long as it was then. */
class UsesOfBeforeTest {
  private static final String URL = "jdbc:h2:mem:uses_of_before;DB_CLOSE_DELAY=-1";

  @Test
  void whatWasTypedWithinADayIsThereWithoutItsValue() {
    Jdbi jdbi = Jdbi.create(URL);
    migration().target("18").load().migrate();
    Instant now = Instant.now();
    typed(jdbi, "Bank", now.minus(Duration.ofHours(1)));
    typed(jdbi, "Card", now.minus(Duration.ofHours(30)));
    migration().load().migrate();

    assertThat(new JdbiSecretRepository(jdbi).uses("sess_a", Instant.EPOCH))
        .singleElement()
        .satisfies(
            use -> {
              assertThat(use.secret()).isEqualTo("Bank");
              assertThat(use.letGo()).isFalse();
            })
        .extracting(Use::sealed)
        .isEqualTo("");
  }

  private static FluentConfiguration migration() {
    return Flyway.configure(UsesOfBeforeTest.class.getClassLoader()).dataSource(URL, "", "");
  }

  private static void typed(Jdbi jdbi, String secret, Instant at) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into secret_use (session_id, secret, x, y, width, height, used_at)"
                    + " values ('sess_a', ?, 1, 2, 3, 4, ?)",
                secret,
                at.atOffset(ZoneOffset.UTC)));
  }
}
