package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.NotAllowed;
import dev.atelier.RightsEnded;
import dev.atelier.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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

  private final CallersInMemory callers = new CallersInMemory();
  private final HandSetClock clock = callers.clock;
  private final TicketsInMemory kept = new TicketsInMemory();
  private final FakeEvents<AccessNoted> noted = new FakeEvents<>();
  private final FakeEvents<RightsEnded> ended = new FakeEvents<>();
  private Credentials credentials;
  private Tickets tickets;

  @BeforeEach
  void begin() {
    credentials = callers.credentials(data, "secret", "sage");
    tickets = tickets(data);
  }

  private Tickets tickets(Path directory) {
    Tickets made = new Tickets(kept, credentials, noted, clock, directory.toString());
    made.begin();
    return made;
  }

  private String make(Purpose purpose) {
    return tickets.make("sess_a", purpose, HOUR, ADA).secret().revealed();
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
  void whoDrivesByATicketMayDropFilesIntoDownloads() {
    String downloads = "/sessions/sess_a/files/Downloads/";
    String ticket = make(Purpose.CONTROL);
    assertThat(tickets.caller(ticket, "PUT", downloads + "a\nb.pdf")).isPresent();
    assertThat(at(ticket, "/sessions/sess_a/vnc")).as("not used up by that").isPresent();
    assertThat(at(ticket, "/sessions/sess_a/vnc")).isEmpty();
    assertThat(tickets.caller(ticket, "PUT", downloads + "b.pdf")).isPresent();
    for (String other :
        List.of(
            downloads + "deep/a.pdf",
            "/sessions/sess_a/files/.bashrc",
            "/sessions/sess_b/files/Downloads/a.pdf")) {
      assertThat(tickets.caller(ticket, "PUT", other)).as(other).isEmpty();
    }
    assertThat(tickets.caller(ticket, "GET", downloads + "a.pdf")).isEmpty();
    assertThat(tickets.caller(make(Purpose.EMBED), "PUT", downloads + "a.pdf")).isEmpty();
    tickets.revoke("sess_a", ticket, Caller.of("Ada", Role.OPERATOR));
    assertThat(tickets.caller(ticket, "PUT", downloads + "a.pdf")).isEmpty();
  }

  @Test
  void thoseThatLetSomebodyInAreListedForOperators() {
    tickets.revoke("sess_a", make(Purpose.EMBED), ADA);
    make(Purpose.STREAM);
    clock.pass(Duration.ofSeconds(1));
    String driving = make(Purpose.CONTROL);
    var unused = at(driving, "/sessions/sess_a/vnc");
    assertThat(tickets.good("sess_a", ADA))
        .extracting(Ticket::purpose)
        .containsExactly(Purpose.CONTROL, Purpose.STREAM);
    assertThat(tickets.good("sess_b", ADA)).isEmpty();
    Caller viewer = Caller.of("Vera", Role.VIEWER);
    assertThatThrownBy(() -> tickets.good("sess_a", viewer)).isInstanceOf(NotAllowed.class);
    clock.pass(HOUR);
    assertThat(tickets.good("sess_a", ADA)).isEmpty();
  }

  @Test
  void whoHasItIsAGuestWithNoMoreThanItsMaker() {
    assertThat(at(make(Purpose.EMBED), "/sessions/sess_a/vnc"))
        .map(guest -> guest.with(Credential.NONE))
        .contains(new Caller("guest of Ada", Role.VIEWER, Optional.of(Set.of("sess_a"))));
    assertThat(at(make(Purpose.CONTROL), "/sessions/sess_a/vnc").orElseThrow().role())
        .isEqualTo(Role.OPERATOR);
    String byViewer =
        tickets
            .make("sess_a", Purpose.CONTROL, HOUR, Caller.of("Bob", Role.VIEWER))
            .secret()
            .revealed();
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
    String ofAnotherServer =
        tickets(elsewhere).make("sess_a", Purpose.EMBED, HOUR, ADA).secret().revealed();
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
    Caller viewer = callers.loggedIn("Bob", Role.VIEWER);
    String ofAda = make(Purpose.CLIENT);
    String own = tickets.make("sess_a", Purpose.EMBED, HOUR, viewer).secret().revealed();
    assertThatThrownBy(() -> tickets.revoke("sess_a", ofAda, viewer))
        .isInstanceOf(UnknownAccess.class);
    assertThat(tickets.client(ofAda)).isPresent();
    tickets.revoke("sess_a", own, viewer);
    assertThat(at(own, "/sessions/sess_a/vnc")).isEmpty();
  }

  @Test
  void guestsGoWithWhoeverLetThemIn(@TempDir Path elsewhere) {
    Caller token = callers.withToken("Reports", Role.OPERATOR, Optional.empty());
    Caller ada = callers.loggedIn("Ada", Role.OPERATOR);
    Caller bob = callers.loggedIn("Bob", Role.ADMIN);
    Map<Caller, String> made = new HashMap<>();
    for (Caller maker : List.of(token, ada, bob, credentials.present(setting()).orElseThrow())) {
      made.put(maker, tickets.make("sess_a", Purpose.CLIENT, HOUR, maker).secret().revealed());
      assertThat(tickets.client(made.get(maker))).as(maker.name()).isPresent();
    }
    callers.tokens.revoke(token.credential().id(), "admin");
    callers.users.setPassword("Ada", "battery staple", "admin");
    callers.users.remove("Bob", "admin");
    callers.loggedIn("Bob", Role.ADMIN);
    credentials = callers.credentials(elsewhere, "another", "sage");
    tickets = tickets(data);
    made.forEach((maker, ticket) -> assertThat(tickets.client(ticket)).as(maker.name()).isEmpty());
  }

  @Test
  void guestsMayNoMoreThanTheirMakerMayMeanwhile() {
    Caller ada = callers.loggedIn("Ada", Role.OPERATOR);
    String ticket = tickets.make("sess_a", Purpose.CLIENT, HOUR, ada).secret().revealed();
    callers.users.allow("Ada", Role.VIEWER, Optional.empty(), "admin");
    assertThat(tickets.client(ticket).orElseThrow().role()).isEqualTo(Role.VIEWER);
    callers.users.allow("Ada", Role.ADMIN, Optional.of(Set.of("sess_b")), "admin");
    assertThat(tickets.client(ticket)).isEmpty();
  }

  @Test
  void noneOutlivesTheEndOfWhatItWasMadeWith() {
    Duration life = Duration.ofMinutes(5);
    Caller token = callers.withToken("Reports", Role.OPERATOR, Optional.of(life));
    assertThat(tickets.make("sess_a", Purpose.CLIENT, HOUR, token).ticket().expiresAt())
        .isEqualTo(callers.clock.instant().plus(life));
    Caller jwt =
        Caller.of("Eve (web token)", Role.OPERATOR)
            .with(
                new Credential(
                    Credential.Kind.JWT,
                    "Eve",
                    "",
                    Optional.of(callers.clock.instant().plus(life))));
    assertThat(tickets.make("sess_a", Purpose.CLIENT, HOUR, jwt).ticket().expiresAt())
        .isEqualTo(callers.clock.instant().plus(life));
  }

  @Test
  void whatIsKeptSaysNothingOfThePasswordBehindIt() {
    Caller ada = callers.loggedIn("Ada", Role.OPERATOR);
    var made = tickets.make("sess_a", Purpose.CLIENT, HOUR, ada);
    assertThat(made.ticket().toString()).doesNotContain(ada.credential().version());
  }

  @Test
  void whatIsOpenStaysOpenUntilItIsRevokedOrItsMakersRightsEnd() {
    Standings standings = new Standings(credentials, tickets, ended);
    Caller ada = callers.loggedIn("Ada", Role.OPERATOR);
    String control = tickets.make("sess_a", Purpose.CONTROL, HOUR, ada).secret().revealed();
    Caller driver = at(control, "/sessions/sess_a/vnc").orElseThrow();
    callers.clock.pass(HOUR.multipliedBy(2));
    assertThat(standings.holds(driver, "sess_a")).isTrue();
    assertThat(standings.holds(driver, "sess_b")).isFalse();
    callers.users.allow("Ada", Role.VIEWER, Optional.empty(), "admin");
    assertThat(standings.holds(driver, "sess_a")).isFalse();
    callers.users.allow("Ada", Role.OPERATOR, Optional.empty(), "admin");
    assertThat(standings.holds(driver, "sess_a")).isTrue();
    tickets.revoke("sess_a", control, ada);
    assertThat(standings.holds(driver, "sess_a")).isFalse();
  }

  @Test
  void whatGoesOnInAGuestsNameEndsWithTheTicket() {
    Standings standings = new Standings(credentials, tickets, ended);
    Caller ada = callers.loggedIn("Ada", Role.OPERATOR);
    var made = tickets.make("sess_a", Purpose.CLIENT, HOUR, ada).ticket();
    Caller guest = made.guestOf(ada);
    assertThat(standings.inAbsence(guest)).contains(guest);
    callers.users.allow("Ada", Role.VIEWER, Optional.empty(), "admin");
    assertThat(standings.inAbsence(guest).orElseThrow().role()).isEqualTo(Role.VIEWER);
    callers.clock.pass(HOUR);
    assertThat(standings.inAbsence(guest)).isEmpty();
    Caller unknown = guest.with(new Credential(Credential.Kind.TICKET, "", ""));
    assertThat(standings.inAbsence(unknown)).isEmpty();
  }

  @Test
  void whoCameWithSomethingElseStandsAsLongAsThatDoes() {
    Standings standings = new Standings(credentials, tickets, ended);
    Caller token = callers.withToken("Reports", Role.VIEWER, Optional.of(HOUR));
    Caller ada = callers.loggedIn("Ada", Role.VIEWER);
    Caller open =
        Caller.of("anyone", Role.ADMIN).with(new Credential(Credential.Kind.OPEN_DOOR, "", ""));
    assertThat(List.of(token, ada)).allMatch(caller -> standings.holds(caller, "sess_a"));
    assertThat(standings.holds(open, "sess_a")).as("a server with a token").isFalse();
    callers.clock.pass(HOUR);
    assertThat(standings.holds(token, "sess_a")).isFalse();
    callers.users.setPassword("Ada", "battery staple", "admin");
    assertThat(standings.holds(ada, "sess_a")).isFalse();
  }

  @Test
  void whoeverKeepsSomethingOpenIsToldWhenRightsEnd() {
    Standings standings = new Standings(credentials, tickets, ended);
    callers.noted.observedBy(standings::accessNoted);
    Caller token = callers.withToken("Reports", Role.VIEWER, Optional.of(HOUR));
    callers.loggedIn("Ada", Role.VIEWER);
    assertThat(ended.fired()).isEmpty();
    callers.users.allow("Ada", Role.OPERATOR, Optional.empty(), "admin");
    callers.users.setPassword("Ada", "battery staple", "admin");
    callers.tokens.revoke(token.credential().id(), "admin");
    assertThat(ended.fired()).hasSize(3);
  }

  private static Caller setting() {
    return Caller.of("token", Role.ADMIN)
        .with(new Credential(Credential.Kind.SETTING, "token", ""));
  }

  @Test
  void theyOutliveARestart() {
    String ticket = make(Purpose.EMBED);
    tickets = tickets(data);
    assertThat(at(ticket, "/sessions/sess_a/vnc")).isPresent();
  }
}
