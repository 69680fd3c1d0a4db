package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Caller;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketsTest {
  private static final Caller ADA = Caller.of("Ada", Role.ADMIN);
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path data;

  private final HandSetClock clock = new HandSetClock();
  private final TicketsInMemory kept = new TicketsInMemory();
  private final FakeEvents<AccessNoted> noted = new FakeEvents<>();
  private Tickets tickets;

  @BeforeEach
  void begin() {
    tickets = tickets(data);
    noted.observedBy(event -> tickets.accessEnds(event));
  }

  private Tickets tickets(Path directory) {
    Tickets made = new Tickets(kept, noted, clock, directory.toString());
    made.begin();
    return made;
  }

  private String make(Purpose purpose) {
    return tickets.make("sess_a", purpose, HOUR, ADA).secret();
  }

  private Optional<Caller> at(String ticket, String path) {
    return tickets.caller(ticket, "GET", path);
  }

  @ParameterizedTest
  @CsvSource({
    "EMBED, /sessions/sess_a, true",
    "EMBED, /sessions/sess_a/embed, true",
    "EMBED, /sessions/sess_a/vnc, true",
    "EMBED, /sessions/sess_a/screenshot, true",
    "EMBED, /sessions/sess_a/audit, false",
    "EMBED, /sessions/sess_a/task/task_a/stream, false",
    "EMBED, /sessions/sess_b/vnc, false",
    "EMBED, /sessions, false",
    "EMBED, /tokens, false",
    "EMBED, /x/sessions/sess_a/vnc, false",
    "STREAM, /sessions/sess_a/task/task_a, true",
    "STREAM, /sessions/sess_a/task/task_a/stream, true",
    "STREAM, /sessions/sess_a/task/task_a/steps/3/screenshot, true",
    "STREAM, /sessions/sess_a/task/task_a/cancel, false",
    "STREAM, /sessions/sess_a/vnc, false",
    "CONTROL, /sessions/sess_a/vnc, true",
    "CONTROL, /sessions/sess_a, false",
    "CLIENT, /sessions/sess_a, false",
    "CLIENT, /sessions/sess_a/vnc, false"
  })
  void eachOpensWhatItIsForAndNothingElse(Purpose purpose, String path, boolean opens) {
    assertThat(at(make(purpose), path).isPresent()).isEqualTo(opens);
    assertThat(tickets.caller(make(purpose), "POST", path)).isEmpty();
    assertThat(tickets.caller(make(purpose), "DELETE", path)).isEmpty();
  }

  @Test
  void whoHasItIsAGuestWithNoMoreThanItsMaker() {
    assertThat(at(make(Purpose.EMBED), "/sessions/sess_a/vnc"))
        .contains(new Caller("guest of Ada", Role.VIEWER, Optional.of(Set.of("sess_a"))));
    assertThat(at(make(Purpose.CONTROL), "/sessions/sess_a/vnc").orElseThrow().role())
        .isEqualTo(Role.OPERATOR);
    String byViewer =
        tickets.make("sess_a", Purpose.CONTROL, HOUR, Caller.of("Bob", Role.VIEWER)).secret();
    assertThat(at(byViewer, "/sessions/sess_a/vnc").orElseThrow().role()).isEqualTo(Role.VIEWER);
  }

  @Test
  void toDriveOneOpensOnceAndToWatchAgainAndAgain() {
    String control = make(Purpose.CONTROL);
    assertThat(at(control, "/sessions/sess_a/screenshot")).isEmpty();
    assertThat(at(control, "/sessions/sess_a/vnc")).isPresent();
    assertThat(at(control, "/sessions/sess_a/vnc")).isEmpty();
    String embed = make(Purpose.EMBED);
    assertThat(at(embed, "/sessions/sess_a/vnc")).isPresent();
    assertThat(at(embed, "/sessions/sess_a/vnc")).isPresent();
    assertThat(noted.fired())
        .extracting(AccessNoted::type)
        .containsExactly("auth.ticket_made", "auth.ticket_used", "auth.ticket_made");
    assertThat(noted.fired().get(0).sessionId()).contains("sess_a");
    assertThat(noted.fired().toString()).doesNotContain(control, embed);
  }

  @Test
  void anExpiredOneOpensNothingAndIsForgottenSometime() {
    String ticket = make(Purpose.EMBED);
    clock.pass(HOUR.minusSeconds(1));
    assertThat(at(ticket, "/sessions/sess_a/vnc")).isPresent();
    clock.pass(Duration.ofSeconds(1));
    assertThat(at(ticket, "/sessions/sess_a/vnc")).isEmpty();
    clock.pass(Duration.ofDays(2));
    make(Purpose.EMBED);
    assertThat(kept.size()).isEqualTo(1);
  }

  @Test
  void aForgedOneIsNotEvenLookedFor(@TempDir Path elsewhere) {
    String ticket = make(Purpose.EMBED);
    String id = ticket.substring(0, ticket.indexOf('.'));
    String ofAnotherServer = tickets(elsewhere).make("sess_a", Purpose.EMBED, HOUR, ADA).secret();
    int before = kept.questions();
    for (String forged :
        new String[] {id, id + ".", ticket + "x", "ticket_x." + ticket, "", ".", ofAnotherServer}) {
      assertThat(at(forged, "/sessions/sess_a/vnc")).as(forged).isEmpty();
    }
    assertThat(kept.questions()).isEqualTo(before);
  }

  @Test
  void aRevokedOneOpensNothingAndOnlyItsDesktopRevokesIt() {
    String ticket = make(Purpose.EMBED);
    assertThatThrownBy(() -> tickets.revoke("sess_b", ticket, ADA))
        .isInstanceOf(UnknownAccess.class)
        .hasMessageNotContaining(ticket);
    tickets.revoke("sess_a", ticket, ADA);
    tickets.revoke("sess_a", ticket, ADA);
    assertThat(at(ticket, "/sessions/sess_a/vnc")).isEmpty();
    assertThat(noted.fired())
        .extracting(AccessNoted::type)
        .containsExactly("auth.ticket_made", "auth.ticket_revoked");
  }

  @Test
  void whoOnlyWatchesRevokesTheirOwnAlone() {
    Caller viewer = Caller.of("Bob", Role.VIEWER);
    String ofAda = make(Purpose.CLIENT);
    String own = tickets.make("sess_a", Purpose.EMBED, HOUR, viewer).secret();
    assertThatThrownBy(() -> tickets.revoke("sess_a", ofAda, viewer))
        .isInstanceOf(UnknownAccess.class);
    assertThat(tickets.genuine(ofAda)).isPresent();
    tickets.revoke("sess_a", own, viewer);
    assertThat(tickets.genuine(own)).isEmpty();
  }

  @Test
  void anotherPasswordTakesGuestsAlong() {
    String ticket = make(Purpose.CLIENT);
    noted.fire(AccessNoted.byServer("auth.password_changed", "admin", Map.of("user", "Ada")));
    assertThat(tickets.genuine(ticket)).isEmpty();
  }

  @Test
  void guestsGoWithWhoeverLetThemIn() {
    String ofAda = make(Purpose.EMBED);
    String ofBob =
        tickets.make("sess_a", Purpose.EMBED, HOUR, Caller.of("Bob", Role.VIEWER)).secret();
    noted.fire(AccessNoted.byServer("auth.token_revoked", "admin", Map.of("name", "Ada")));
    assertThat(at(ofAda, "/sessions/sess_a/vnc")).isEmpty();
    assertThat(at(ofBob, "/sessions/sess_a/vnc")).isPresent();
    noted.fire(AccessNoted.byServer("auth.user_removed", "admin", Map.of("user", "Bob")));
    assertThat(at(ofBob, "/sessions/sess_a/vnc")).isEmpty();
  }

  @Test
  void theyOutliveARestart() {
    String ticket = make(Purpose.EMBED);
    tickets = tickets(data);
    assertThat(at(ticket, "/sessions/sess_a/vnc")).isPresent();
  }
}
