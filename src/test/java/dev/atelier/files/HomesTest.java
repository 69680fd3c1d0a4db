package dev.atelier.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.FakeDriver;
import dev.atelier.desktop.FileRefused;
import dev.atelier.desktop.HomePath;
import dev.atelier.desktop.NoSuchFile;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionStatus;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.session.UnknownSession;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HomesTest {
  private static final HomePath FILE = new HomePath("notes/a.txt");

  @TempDir private Path home;
  private final SessionsInMemory room = new SessionsInMemory();
  private final HomesOnRecord record = new HomesOnRecord();
  private final Homes homes = record.homes(room);
  private String id;

  @BeforeEach
  void open() throws InterruptedException {
    room.driver().give(number -> FakeDriver.painted());
    room.runtime().homesAt(home);
    id = room.sessions().create(SessionRequest.labelled("Ada"), "ada").id();
    room.sessions().awaitReady(id, Duration.ofSeconds(10));
  }

  @AfterEach
  void close() {
    room.close();
  }

  private static InputStream content(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private String read() throws Exception {
    return homes.read(
        id, FILE, "ada", open -> new String(open.content().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void everyDeedIsOnRecordUnderTheCallersName() throws Exception {
    homes.write(id, FILE, content("hello"), "grace");
    assertThat(read()).isEqualTo("hello");
    assertThat(homes.list(id, new HomePath("notes"), "bob").entries()).hasSize(1);
    homes.delete(id, FILE, "eve");
    assertThat(record.asked().fired())
        .containsExactly(
            new FileAsked(id, "file.write", "notes/a.txt", "grace"),
            new FileAsked(id, "file.read", "notes/a.txt", "ada"),
            new FileAsked(id, "file.list", "notes", "bob"),
            new FileAsked(id, "file.delete", "notes/a.txt", "eve"));
  }

  @Test
  void whatCannotBePutOnRecordIsNotDone() {
    record
        .asked()
        .observedBy(
            asked -> {
              throw new IllegalStateException("the record is full");
            });
    assertThatThrownBy(() -> homes.write(id, FILE, content("hello"), "ada"))
        .hasMessage("the record is full");
    assertThat(home.resolve("notes")).doesNotExist();
  }

  @Test
  void aSleepingDesktopIsWoken() throws Exception {
    homes.write(id, FILE, content("hello"), "ada");
    room.sessions().pause(id, "ada");
    assertThat(read()).isEqualTo("hello");
    assertThat(room.sessions().get(id).status()).isEqualTo(SessionStatus.READY);
  }

  @Test
  void aDesktopIsInUseWhileItsFilesAre() throws Exception {
    homes.write(id, FILE, content("hello"), "ada");
    room.clock().pass(Duration.ofHours(1));
    Duration unused =
        homes.read(
            id,
            FILE,
            "ada",
            open -> {
              room.clock().pass(Duration.ofHours(1));
              return room.uses().unusedFor(id);
            });
    assertThat(unused).isZero();
    room.clock().pass(Duration.ofHours(2));
    assertThat(room.uses().unusedFor(id)).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void aCallersBodyThatBreaksIsTheirs() throws IOException {
    InputStream broken = new BufferedInputStream(content("x"));
    broken.close();
    assertThatThrownBy(() -> homes.write(id, FILE, broken, "ada"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> homes.delete(id, HomePath.HOME, "ada"))
        .isInstanceOf(FileRefused.class);
    assertThatThrownBy(this::read).isInstanceOf(NoSuchFile.class);
    assertThatThrownBy(() -> homes.list("sess_none", HomePath.HOME, "ada"))
        .isInstanceOf(UnknownSession.class);
  }

  @Test
  void noMoreThanTheServerHasThreadsForAtOnce() throws Exception {
    homes.write(id, FILE, content("hello"), "ada");
    assertThatThrownBy(() -> readWithin(Homes.MOST_AT_ONCE + 1))
        .isInstanceOf(TooManyTransfers.class);
    assertThat(read()).isEqualTo("hello");
  }

  /** Each reading holds the one before. */
  private int readWithin(int times) throws IOException {
    try {
      return times == 0 ? 0 : homes.read(id, FILE, "ada", open -> readWithin(times - 1));
    } catch (InterruptedException stopping) {
      throw new IOException(stopping);
    }
  }

  @Test
  void aRuntimeThatCannotReachFilesSaysSo() throws InterruptedException {
    try (SessionsInMemory without = new SessionsInMemory()) {
      without.driver().give(number -> FakeDriver.painted());
      String other = without.sessions().create(SessionRequest.labelled("Bob"), "bob").id();
      assertThatThrownBy(() -> record.homes(without).list(other, HomePath.HOME, "bob"))
          .isInstanceOf(DesktopException.class)
          .hasMessageContaining("cannot be reached");
    }
  }
}
