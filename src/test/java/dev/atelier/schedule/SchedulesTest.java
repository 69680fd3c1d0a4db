package dev.atelier.schedule;

import static dev.atelier.schedule.ScheduleRoom.ADA;
import static dev.atelier.schedule.ScheduleRoom.daily;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.Credential.Kind;
import dev.atelier.HandSetClock;
import dev.atelier.NotAllowed;
import dev.atelier.Owner;
import dev.atelier.Role;
import dev.atelier.session.Session;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.storage.LibraryOnH2;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchedulesTest {
  private static final Caller ROOT = Caller.of("root", Role.ADMIN);

  private final LibraryOnH2 database = new LibraryOnH2();
  private final SessionsInMemory desktops = new SessionsInMemory();
  private final ScheduleRoom room = new ScheduleRoom(database, desktops, new HandSetClock());
  private String session = "";

  @BeforeEach
  void makeADesktop() throws InterruptedException {
    Session made = desktops.sessions().create(SessionRequest.labelled("Ada"), "ada");
    session = desktops.sessions().awaitReady(made.id(), Duration.ofSeconds(10)).id();
  }

  @AfterEach
  void close() {
    room.close();
    desktops.close();
  }

  private Schedule change(Schedule schedule, Caller caller) {
    return database.within(
        () -> room.schedules().change(schedule.id(), schedule.draft().turned(false), caller));
  }

  @Test
  void whoIsCalledTheSameIsSomebodyElse() {
    Schedule schedule = room.add(daily(session, Overlap.SKIP, Missed.SKIP));
    Caller token = ADA.with(new Credential(Kind.TOKEN, "token_1", ""));
    assertThatThrownBy(() -> change(schedule, token))
        .isInstanceOf(NotAllowed.class)
        .hasMessageContaining("ada's");
    assertThatThrownBy(() -> room.schedules().remove(schedule.id(), token))
        .isInstanceOf(NotAllowed.class);
    Caller passwordChanged = ADA.with(new Credential(Kind.PASSWORD, "ada", "2"));
    assertThat(change(schedule, passwordChanged).draft().enabled()).isFalse();
    Schedule ofAdmin = change(schedule, ROOT);
    assertThat(ofAdmin.madeBy()).isEqualTo(Owner.of(ADA));
    assertThat(ofAdmin.runsAs()).isEqualTo(ROOT);
    assertThat(change(schedule, ADA).runsAs()).isEqualTo(ADA);
  }

  @Test
  void whoseRightsCannotBeAskedForAgainIsToldHowElse() {
    for (Kind kind : new Kind[] {Kind.JWT, Kind.SIGN_ON, Kind.TICKET}) {
      Caller passing = ADA.with(new Credential(kind, "x", ""));
      assertThatThrownBy(
              () -> room.schedules().add(daily(session, Overlap.SKIP, Missed.SKIP), passing))
          .isInstanceOf(NotAllowed.class)
          .hasMessageContaining("as a user of this server or with a token that was made here");
    }
  }
}
