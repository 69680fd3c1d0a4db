package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MemoryShortagesTest {
  private static final Instant AT = Instant.parse("2026-11-21T09:29:30.5Z");

  private final SessionsInMemory room = new SessionsInMemory();
  private final MemoryShortages shortages =
      new MemoryShortages(room.records(), room.runtimes(), room.clock());
  private String id = "";

  @BeforeEach
  void makeADesktop() throws InterruptedException {
    id = room.sessions().create(SessionRequest.labelled("Ada"), "ada").id();
    room.sessions().awaitReady(id, Duration.ofSeconds(10));
  }

  @AfterEach
  void close() {
    room.close();
  }

  private void look() {
    shortages.runtimesInUse().forEach(shortages::look);
  }

  @Test
  void aProgramThatWasEndedForWantOfMemoryIsToldOnce() {
    room.runtime().runsOutOfMemory(id, AT);
    look();
    look();
    assertThat(room.sessions().get(id).status()).isEqualTo(SessionStatus.READY);
    assertThat(room.sessions().get(id).problem().orElse(""))
        .startsWith("at 2026-11-21T09:29:30Z the desktop was out of memory");
    assertThat(room.changes()).endsWith("session.ready", "session.out_of_memory");
  }

  @Test
  void whatHappenedLongAgoIsNotToldAgain() {
    room.runtime().runsOutOfMemory(id, AT);
    room.clock().pass(Duration.ofMinutes(10));
    look();
    assertThat(room.sessions().get(id).problem()).isEmpty();
  }

  @Test
  void onADesktopThatSleepsNothingIsTold() {
    room.runtime().runsOutOfMemory(id, AT);
    room.sessions().pause(id, "ada");
    look();
    assertThat(room.sessions().get(id).problem()).isEmpty();
  }

  @Test
  void anEngineThatDoesNotAnswerHarmsNothing() {
    room.runtime().failOn("shortages");
    look();
    assertThat(room.sessions().get(id).problem()).isEmpty();
  }
}
