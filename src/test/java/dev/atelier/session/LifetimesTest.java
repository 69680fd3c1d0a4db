package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Quota;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LifetimesTest {
  private static final Duration LIFE = Duration.ofMinutes(90);

  private final SessionsInMemory room = new SessionsInMemory();
  private final FakeWork work = new FakeWork();

  @BeforeEach
  void letWork() {
    room.works(work);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void aDesktopMadeForATimeIsDeletedWithItsHomeWhenItIsOver() throws InterruptedException {
    Session made = made(Optional.of(LIFE));
    assertThat(made.expiresAt()).contains(made.createdAt().plus(LIFE));
    passAndLook(LIFE.minusSeconds(1));
    assertThat(room.sessions().all()).hasSize(1);
    passAndLook(Duration.ofSeconds(1));
    assertThat(room.sessions().all()).isEmpty();
    assertThat(room.runtime().homes()).isEmpty();
    assertThat(room.changes()).endsWith("session.purged");
    assertThat(room.actors()).endsWith("server");
  }

  @Test
  void oneWhoseTimeEndedWhileTheServerWasDownGoesSoonAfterItsStart() throws InterruptedException {
    Session made = made(Optional.of(LIFE));
    try (SessionsInMemory next = new SessionsInMemory()) {
      next.repository().add(made);
      next.clock().pass(LIFE.multipliedBy(100));
      next.lifetimes().look();
      assertThat(next.sessions().all()).isEmpty();
      assertThat(next.runtime().calls()).contains("purge " + made.id());
    }
  }

  @Test
  void aTaskAtWorkIsEndedAndToldWhy() throws InterruptedException {
    Session made = made(Optional.of(LIFE));
    work.begin(made.id());
    passAndLook(LIFE);
    assertThat(work.ended())
        .containsExactly(made.id() + ": the desktop was made for a time, which is over");
    assertThat(room.sessions().all()).isEmpty();
  }

  @Test
  void itsTimeIsChangedFromNowOnOrTakenAway() throws InterruptedException {
    Session made = made(Optional.of(LIFE));
    room.clock().pass(Duration.ofMinutes(60));
    Session longer = room.lifetimes().change(made.id(), Optional.of(LIFE), "ada");
    assertThat(longer.expiresAt()).contains(made.createdAt().plus(Duration.ofMinutes(150)));
    passAndLook(Duration.ofMinutes(60));
    assertThat(room.sessions().all()).hasSize(1);

    room.lifetimes().change(made.id(), Optional.empty(), "ada");
    passAndLook(Duration.ofDays(365));
    assertThat(room.sessions().all()).hasSize(1);
    assertThat(room.changes()).endsWith("session.lifetime_changed", "session.lifetime_changed");
  }

  @Test
  void aDesktopOfTheUsualKindLivesForGood() throws InterruptedException {
    Session made = made(Optional.empty());
    passAndLook(Duration.ofDays(3650));
    assertThat(room.sessions().all()).extracting(Session::id).containsExactly(made.id());
  }

  @Test
  void anEngineThatIsAwayDoesNotKeepTheOthersFromGoing() throws InterruptedException {
    made(Optional.of(LIFE));
    made(Optional.of(LIFE));
    room.runtime().failOn("purge");
    passAndLook(LIFE);
    assertThat(room.sessions().all()).isEmpty();
    assertThat(room.repository().toPurge()).hasSize(2);
  }

  @Test
  void thereMustBeSuchADesktop() {
    assertThatThrownBy(() -> room.lifetimes().change("sess_a", Optional.empty(), "ada"))
        .isInstanceOf(UnknownSession.class);
  }

  private Session made(Optional<Duration> life) throws InterruptedException {
    SessionRequest request =
        new SessionRequest(
            "Ada",
            LookWish.NONE,
            Optional.empty(),
            Quota.STANDARD,
            Optional.empty(),
            Optional.empty(),
            life);
    Session made = room.sessions().create(request, "ada");
    return room.sessions().awaitReady(made.id(), Duration.ofSeconds(10));
  }

  private void passAndLook(Duration time) {
    room.clock().pass(time);
    room.lifetimes().look();
  }
}
