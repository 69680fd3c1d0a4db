package dev.atelier.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.FakeEvents;
import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.FakeDesktop;
import dev.atelier.desktop.FakeDriver;
import dev.atelier.json.InvalidField;
import dev.atelier.json.Json;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionsInMemory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ClipboardsTest {
  private static final String MIXED = "Grüße, مرحبا, 日本語, 👩‍🚀\nand “more”";

  private final SessionsInMemory room = new SessionsInMemory();
  private final Leases leases = LeasesInMemory.fresh();
  private final HandsOnRecord hands = new HandsOnRecord(leases);
  private final FakeEvents<ClipboardUsed> used = new FakeEvents<>();
  private final FakeDesktop desktop = FakeDriver.painted();
  private final Clipboards clipboards =
      new Clipboards(
          room.sessions(), room.uses(), leases, hands.hands(), new ClipboardRecord(used));
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

  private static String body(String text) {
    return Json.write(Map.of("text", text));
  }

  @Test
  void whatIsWrittenIsReadAndOnRecordIsOnlyHowLongItIs() throws InterruptedException {
    assertThat(clipboards.read(session, "ada")).isEmpty();
    clipboards.write(session, "ada", body(MIXED));
    assertThat(clipboards.read(session, "bob")).contains(MIXED);
    int characters = MIXED.codePointCount(0, MIXED.length());
    assertThat(used.fired())
        .containsExactly(
            new ClipboardUsed(session, Actor.caller("ada"), "clipboard.read", 0),
            new ClipboardUsed(session, Actor.caller("ada"), "clipboard.written", characters),
            new ClipboardUsed(session, Actor.caller("bob"), "clipboard.read", characters));
  }

  @Test
  void whatCannotBePutOnRecordIsNotDone() {
    used.observedBy(
        event -> {
          throw new IllegalStateException("the record is full");
        });
    assertThatThrownBy(() -> clipboards.write(session, "ada", body("x")))
        .hasMessage("the record is full");
    assertThat(desktop.clipboard()).isEmpty();
    desktop.copyToClipboard("secret");
    assertThatThrownBy(() -> clipboards.read(session, "ada")).hasMessage("the record is full");
  }

  @Test
  void nobodyWritesWhileSomebodyElseDrives() throws InterruptedException {
    TaskLease lease = leases.takeForTask(session, "task_a");
    assertThatThrownBy(() -> clipboards.write(session, "ada", body("my password")))
        .isInstanceOf(ControlHeld.class);
    assertThat(desktop.clipboard()).isEmpty();
    assertThat(hands.refusals().fired())
        .singleElement()
        .satisfies(refused -> assertThat(refused.toString()).doesNotContain("my password"));
    String own =
        Json.write(Map.of("text", "x", "lease_id", lease.id(), "epoch", (int) lease.awaitTurn()));
    clipboards.write(session, "ada", own);
    assertThat(desktop.clipboard()).contains("x");
  }

  @Test
  void asMuchAsADesktopTakesAndNoMore() throws InterruptedException {
    String most = "é".repeat(Desktop.LONGEST_CLIPBOARD / 2);
    clipboards.write(session, "ada", body(most));
    assertThat(desktop.clipboard()).contains(most);
    for (String tooMuch : new String[] {most + "é", "x".repeat(Desktop.LONGEST_CLIPBOARD + 1)}) {
      assertThatThrownBy(() -> clipboards.write(session, "ada", body(tooMuch)))
          .isInstanceOf(InvalidField.class)
          .hasMessageContaining("text");
    }
    assertThatThrownBy(() -> clipboards.write(session, "ada", "{}"))
        .isInstanceOf(InvalidField.class);
  }
}
