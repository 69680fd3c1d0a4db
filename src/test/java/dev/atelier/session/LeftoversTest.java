package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.FakeDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LeftoversTest {
  @TempDir private Path home;
  private final SessionsInMemory room = new SessionsInMemory();
  private final Leftovers leftovers = new Leftovers(room.runtimes(), room.clock());
  private Path left;
  private String id;

  @BeforeEach
  void open() throws InterruptedException, IOException {
    room.driver().give(number -> FakeDriver.painted());
    room.runtime().homesAt(home);
    id = room.sessions().create(SessionRequest.labelled("Ada"), "ada").id();
    room.sessions().awaitReady(id, Duration.ofSeconds(10));
    left = home.resolve(".atelier-upload.0123456789abcdef0123456789abcdef");
    leave();
  }

  @AfterEach
  void close() {
    room.close();
  }

  private void leave() throws IOException {
    Files.writeString(left, "half of it");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
  }

  private void look() {
    leftovers.look(room.sessions().get(id));
  }

  @Test
  void whatNobodyFinishedIsRemovedNowAndThen() throws IOException {
    look();
    assertThat(left).doesNotExist();
    leave();
    look();
    assertThat(left).as("not again so soon").exists();
    room.clock().pass(Duration.ofHours(13));
    look();
    assertThat(left).doesNotExist();
  }

  @Test
  void aSleepingDesktopIsLeftInPeace() throws InterruptedException {
    room.sessions().pause(id, "ada");
    look();
    assertThat(left).exists();
    assertThat(room.sessions().get(id).status()).isEqualTo(SessionStatus.PAUSED);
  }
}
