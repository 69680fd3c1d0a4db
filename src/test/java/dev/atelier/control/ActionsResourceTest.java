package dev.atelier.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.desktop.FakeDesktop;
import dev.atelier.desktop.FakeDriver;
import dev.atelier.json.InvalidField;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.session.UnknownSession;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ActionsResourceTest {
  private final SessionsInMemory room = new SessionsInMemory();
  private final Leases leases = LeasesInMemory.fresh();
  private final HandsOnRecord record = new HandsOnRecord(leases);
  private final FakeDesktop desktop = FakeDriver.painted();
  private final ActionsResource resource =
      new ActionsResource(new ActionsByHand(room.sessions(), room.uses(), leases, record.hands()));
  private String session = "";

  @BeforeEach
  void makeADesktop() throws InterruptedException {
    room.driver().give(number -> desktop);
    session = room.sessions().create(SessionRequest.labelled("Ada"), "ada").id();
    room.sessions().awaitReady(session, Duration.ofSeconds(10));
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void oneActionIsCarriedOutUnderTheCallersName() throws InterruptedException {
    Map<String, Object> answer = act("{\"action\":\"type\",\"text\":\"hello\"}");
    assertThat(answer).containsEntry("ok", true).containsEntry("message", "typed 5 characters");
    assertThat(desktop.calls()).contains("type hello");
    assertThat(record.beginnings().fired().get(0).actor()).isEqualTo(Actor.caller("ada"));
  }

  @Test
  void theDesktopIsInUseUntilTheLastActionHasEnded() throws InterruptedException {
    List<Duration> unused = new ArrayList<>();
    record
        .beginnings()
        .observedBy(
            event -> {
              room.clock().pass(Duration.ofHours(1));
              unused.add(room.uses().unusedFor(session));
            });
    act(batch("first", "second"));
    room.clock().pass(Duration.ofMinutes(5));
    assertThat(unused).containsExactly(Duration.ZERO, Duration.ZERO);
    assertThat(room.uses().unusedFor(session)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aBatchStopsAtItsFirstFailure() throws InterruptedException {
    desktop.failOn("type second");
    Map<String, Object> answer = act(batch("first", "second", "third"));
    assertThat(answer).containsEntry("ok", false);
    assertThat((List<?>) answer.get("results")).hasSize(2);
    assertThat(desktop.calls()).doesNotContain("type third");
  }

  @Test
  void ofABatchWithAMistakeNothingIsCarriedOutAndTheRefusalIsOnRecord() {
    assertThatThrownBy(
            () ->
                act(
                    "{\"actions\":[{\"action\":\"type\",\"text\":\"first\"},{\"action\":\"type\"}]}"))
        .isInstanceOf(InvalidField.class);
    assertThat(desktop.calls()).doesNotContain("type first");
    assertThat(record.refusals().fired()).hasSize(1);
  }

  @Test
  void whileATaskDrivesNobodyElseDoes() {
    leases.takeForTask(session, "task_1");
    assertThatThrownBy(() -> act(batch("first"))).isInstanceOf(ControlHeld.class);
    assertThat(desktop.calls()).doesNotContain("type first");
    assertThat(record.refusals().fired()).hasSize(1);
  }

  @Test
  void aBatchStopsWhereATaskTakesControl() throws InterruptedException {
    record.ends().observedBy(event -> leases.takeForTask(session, "task_1"));
    Map<String, Object> answer = act(batch("first", "second"));
    assertThat(answer).containsEntry("ok", false);
    assertThat(desktop.calls()).contains("type first").doesNotContain("type second");
    assertThat(record.refusals().fired()).hasSize(1);
  }

  /** Whoever reads the record could drive with it. */
  @Test
  void theLeaseOfARefusedRequestIsNotOnRecord() {
    leases.takeForTask(session, "task_1");
    for (String named :
        List.of(
            "\"lease_id\":\"lease_secret\"",
            "\"lease_id\" :\n \"lease_secret\"",
            "\"epoch\":1,\"lease_id\":\"lease_secret")) {
      assertThatThrownBy(() -> act("{\"action\":\"type\",\"text\":\"x\"," + named))
          .isInstanceOf(RuntimeException.class);
      assertThatThrownBy(
              () -> act("{" + named + ",\"action\":\"type\",\"text\":\"first\",\"epoch\":1}"))
          .isInstanceOf(RuntimeException.class);
    }
    assertThat(record.refusals().fired())
        .hasSize(6)
        .allSatisfy(
            refused ->
                assertThat(refused.request())
                    .contains("lease_id", "type")
                    .doesNotContain("lease_secret"));
  }

  @Test
  void aLeaseAtTheEndOfWhatIsKeptOfALongRequestIsNotOnRecordEither() {
    String padding = "x".repeat(1968);
    assertThatThrownBy(() -> act("{\"text\":\"" + padding + "\",\"lease_id\":\"lease_secret\"}"))
        .isInstanceOf(InvalidField.class);
    assertThat(record.refusals().fired())
        .singleElement()
        .satisfies(refused -> assertThat(refused.request()).doesNotContain("lease_s"));
  }

  @Test
  void thereIsNothingToActOnForAnUnknownDesktop() {
    session = "sess_none";
    assertThatThrownBy(() -> act("{}")).isInstanceOf(UnknownSession.class);
  }

  private Map<String, Object> act(String body) throws InterruptedException {
    return resource.act(session, body, new Ada());
  }

  private static String batch(String... texts) {
    return "{\"actions\":"
        + List.of(texts).stream()
            .map(text -> "{\"action\":\"type\",\"text\":\"" + text + "\"}")
            .toList()
        + "}";
  }

  /** A caller by the name of Ada. */
  private static final class Ada implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return Caller.of("ada", Role.OPERATOR);
    }

    @Override
    public boolean isUserInRole(String role) {
      return true;
    }

    @Override
    public boolean isSecure() {
      return false;
    }

    @Override
    public String getAuthenticationScheme() {
      return "";
    }
  }
}
