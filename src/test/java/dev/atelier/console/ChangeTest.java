package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.Disk;
import dev.atelier.session.Session;
import dev.atelier.session.SessionChanged;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionsInMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The console reads what the sessions really tell. */
@Timeout(30)
class ChangeTest {
  private final SessionsInMemory room = new SessionsInMemory();
  private final List<SessionChanged> changes = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    room.close();
  }

  @Test
  void aDesktopThatGoesOnFromAnotherDiskIsSeenToMove() throws InterruptedException {
    String id = made();
    room.changesObservedBy(changes::add);
    Session moved =
        room.sessions()
            .alone(
                id,
                session ->
                    room.sessions().move(session, new Disk(Optional.empty(), 1), "ada", () -> {}));
    assertThat(moved.disk().home()).isEqualTo(1);
    assertThat(changes).anyMatch(Change::moves).noneMatch(Change::deletes);
  }

  @Test
  void aDesktopThatIsDeletedIsSeenToGo() throws InterruptedException {
    for (boolean purge : List.of(true, false)) {
      changes.clear();
      String id = made();
      room.changesObservedBy(changes::add);
      room.sessions().delete(id, purge, "ada");
      assertThat(changes).anyMatch(Change::deletes).noneMatch(Change::moves);
    }
  }

  private String made() throws InterruptedException {
    Session made = room.sessions().create(SessionRequest.labelled("Ada"), "ada");
    return room.sessions().awaitReady(made.id(), Duration.ofSeconds(10)).id();
  }
}
