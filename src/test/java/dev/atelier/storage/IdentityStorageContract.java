package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Credential;
import dev.atelier.Role;
import dev.atelier.identity.AccessToken;
import dev.atelier.identity.ConsoleUser;
import dev.atelier.identity.Purpose;
import dev.atelier.identity.Ticket;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What the repositories of tokens, users and tickets promise on every database. */
interface IdentityStorageContract {
  /** Of an empty database. */
  Jdbi jdbi();

  private JdbiAccessTokenRepository tokens() {
    return new JdbiAccessTokenRepository(jdbi());
  }

  private JdbiConsoleUserRepository users() {
    return new JdbiConsoleUserRepository(jdbi());
  }

  private JdbiTicketRepository tickets() {
    return new JdbiTicketRepository(jdbi());
  }

  @Test
  default void aTokenIsReadAsItWasWrittenAndByItsHashOnly() {
    AccessToken token = token("token_a", Optional.of(Set.of("sess_a", "sess_b")));
    AccessToken other = token("token_b", Optional.empty());
    tokens().add(token, "hash a");
    tokens().add(other, "hash b");
    assertThat(tokens().byHash("hash a")).contains(token);
    assertThat(tokens().byHash("hash c")).isEmpty();
    assertThat(tokens().find("token_b")).contains(other);
    assertThat(tokens().all()).containsExactly(other, token);
  }

  @Test
  default void aTokenIsRevokedOnceAndItsUseNoted() {
    tokens().add(token("token_a", Optional.of(Set.of())), "hash a");
    Instant at = Instant.parse("2026-11-22T09:00:00Z");
    assertThat(tokens().revoke("token_a", at)).isTrue();
    assertThat(tokens().revoke("token_a", at.plusSeconds(1))).isFalse();
    tokens().used("token_a", at);
    AccessToken read = tokens().find("token_a").orElseThrow();
    assertThat(read.revokedAt()).contains(at);
    assertThat(read.lastUsedAt()).contains(at);
    assertThat(read.desktops()).contains(Set.of());
  }

  @Test
  default void aUserIsReadAsWrittenAndTheNameTakenInAnyCase() {
    ConsoleUser ada = user("Ada", Role.OPERATOR);
    assertThat(users().add(ada, "hash")).isTrue();
    assertThat(users().add(user("ADA", Role.ADMIN), "other")).isFalse();
    assertThat(users().find("Ada")).contains(ada);
    assertThat(users().passwordHash("Ada")).contains("hash");
    assertThat(users().find("ADA")).isEmpty();
    assertThat(users().update(user("Ada", Role.VIEWER))).isTrue();
    assertThat(users().setPassword("Ada", "another")).isTrue();
    users().loggedIn("Ada", Instant.parse("2026-11-22T09:00:00Z"));
    assertThat(users().find("Ada").orElseThrow().role()).isEqualTo(Role.VIEWER);
    assertThat(users().find("Ada").orElseThrow().lastLoginAt()).isPresent();
    assertThat(users().passwordHash("Ada")).contains("another");
    assertThat(users().remove("Ada")).isTrue();
    assertThat(users().remove("Ada")).isFalse();
    assertThat(users().all()).isEmpty();
  }

  @Test
  default void aTicketIsReadAsWrittenUsedOnceRevokedOnceAndForgotten() {
    Instant at = Instant.parse("2026-11-22T09:00:00Z");
    tickets().add(ticket("ticket_a", "Ada"));
    tickets().add(ticket("ticket_b", "Ada"));
    assertThat(tickets().find("ticket_a")).contains(ticket("ticket_a", "Ada"));
    assertThat(tickets().find("ticket_x")).isEmpty();
    assertThat(tickets().ofSession("sess_a", at.minusSeconds(1)))
        .extracting(Ticket::id)
        .containsExactly("ticket_b", "ticket_a");
    assertThat(tickets().ofSession("sess_b", at)).isEmpty();
    assertThat(tickets().ofSession("sess_a", at.plusSeconds(1))).isEmpty();
    assertThat(tickets().use("ticket_a", at)).isTrue();
    assertThat(tickets().use("ticket_a", at)).isFalse();
    assertThat(tickets().revoke("ticket_a", at)).isTrue();
    assertThat(tickets().revoke("ticket_a", at)).isFalse();
    assertThat(tickets().find("ticket_a").orElseThrow().revokedAt()).contains(at);
    assertThat(tickets().find("ticket_b").orElseThrow().revokedAt()).isEmpty();
    tickets().forgetExpired(Instant.parse("2027-12-31T00:00:00Z"));
    assertThat(tickets().find("ticket_b")).isEmpty();
  }

  private static Ticket ticket(String id, String maker) {
    return new Ticket(
        id,
        "sess_a",
        Purpose.CONTROL,
        Role.OPERATOR,
        maker,
        new Credential(Credential.Kind.PASSWORD, maker, "a seal"),
        Instant.parse("2026-11-21T09:00:00Z"),
        Instant.parse("2026-11-22T09:00:00.123Z"),
        Optional.empty(),
        Optional.empty());
  }

  private static AccessToken token(String id, Optional<Set<String>> desktops) {
    return new AccessToken(
        id,
        "🦊".repeat(80),
        Role.VIEWER,
        desktops,
        "ada",
        Instant.parse("2026-11-21T09:00:00.123Z"),
        Optional.of(Instant.parse("2027-11-21T09:00:00Z")),
        Optional.empty(),
        Optional.empty());
  }

  private static ConsoleUser user(String name, Role role) {
    return new ConsoleUser(
        name,
        role,
        Optional.empty(),
        "admin",
        Instant.parse("2026-11-21T09:00:00Z"),
        Optional.empty());
  }
}
