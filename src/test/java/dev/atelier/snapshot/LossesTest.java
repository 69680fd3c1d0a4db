package dev.atelier.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.Disk;
import dev.atelier.desktop.FakeCopies;
import dev.atelier.desktop.FakeRuntime;
import dev.atelier.desktop.Quota;
import dev.atelier.session.LookWish;
import dev.atelier.session.Session;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.snapshot.Snapshot.Kind;
import dev.atelier.snapshot.Snapshot.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots on record whose saved system or home is gone. */
@Timeout(30)
class LossesTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String NO_SYSTEM =
      "the snapshot's saved system is missing; it cannot be used any more; delete it";
  private static final String NO_HOME =
      "the snapshot's saved home is missing; it cannot be used any more; delete it";
  private static final String NOTHING =
      "the snapshot's saved system and saved home are missing; it cannot be used any more; delete"
          + " it";

  @TempDir private Path data;
  private final SessionsInMemory room = new SessionsInMemory();
  private final FakeCopies copies = room.runtime().fakeCopies();
  private SnapshotRoom saved;
  private Snapshots snapshots;
  private Losses losses;
  private Session ada;

  @BeforeEach
  void openTheRoom() throws InterruptedException {
    saved = new SnapshotRoom(room, data);
    snapshots = saved.snapshots(10);
    losses = saved.losses();
    room.origins(snapshots);
    Session made = room.sessions().create(SessionRequest.labelled("Ada"), "ada");
    ada = room.sessions().awaitReady(made.id(), SOON);
    copies.put(ada.id(), 0, "letters");
  }

  @AfterEach
  void stop() {
    room.close();
  }

  @Test
  void whatIsMissingIsFoundAndTold() {
    Snapshot whole = take();
    Snapshot bodiless = take();
    Snapshot homeless = take();
    Snapshot empty = take();
    copies.loseSystem(bodiless.id());
    loseHome(homeless);
    copies.loseSystem(empty.id());
    loseHome(empty);
    assertThat(losses.problem()).isEmpty();

    assertThat(losses.look()).isTrue();
    assertThat(snapshots.problem(whole)).isEmpty();
    assertThat(snapshots.problem(bodiless)).hasValue(NO_SYSTEM);
    assertThat(snapshots.problem(homeless)).hasValue(NO_HOME);
    assertThat(snapshots.problem(empty)).hasValue(NOTHING);
    String names =
        String.join(
            ", ",
            Stream.of(bodiless, homeless, empty).map(Snapshot::id).sorted().toArray(String[]::new));
    assertThat(losses.problem())
        .hasValue(
            "3 snapshots can no longer be used: their saved system or home is missing ("
                + names
                + ")");
  }

  @Test
  void whatIsBackIsNoLossAnyMore() {
    Snapshot taken = take();
    copies.loseSystem(taken.id());
    losses.look();
    assertThat(losses.problem())
        .hasValue(
            "1 snapshot can no longer be used: its saved system or home is missing ("
                + taken.id()
                + ")");
    copies.putSystem(taken.id());
    losses.look();
    assertThat(losses.problem()).isEmpty();
    assertThat(snapshots.problem(taken)).isEmpty();
  }

  @Test
  void ofManyOnlySomeAreNamed() {
    for (int i = 0; i < 7; i++) {
      copies.loseSystem(take().id());
    }
    losses.look();
    assertThat(losses.problem())
        .hasValueSatisfying(
            words ->
                assertThat(words)
                    .startsWith("7 snapshots can")
                    .endsWith(", …)")
                    .containsPattern("\\((snap_[a-z0-9]+, ){5}…\\)"));
  }

  @Test
  void anEngineThatDoesNotAnswerSaysNothingOfItsSystems() {
    FakeRuntime far = new FakeRuntime("far");
    Losses both =
        saved.losses(
            new DesktopRuntimes(List.of(room.runtime(), far), Optional.of(room.runtime().name())));
    Snapshot here = take();
    Snapshot there = keptBy("far", take());
    copies.loseSystem(here.id());
    far.fakeCopies().failOn("systems");
    assertThat(both.look()).isFalse();
    assertThat(both.of(here.id())).isEqualTo(new Loss(true, false));
    assertThat(both.of(there.id())).isEqualTo(Loss.NONE);

    far.fakeCopies().failOn("");
    assertThat(both.look()).isTrue();
    assertThat(both.of(there.id())).isEqualTo(new Loss(true, false));

    // What it said before still holds, and a home is the server's own.
    far.fakeCopies().failOn("systems");
    loseHome(there);
    assertThat(both.look()).isFalse();
    assertThat(both.of(there.id())).isEqualTo(new Loss(true, true));
  }

  @Test
  void anEngineThatIsNotConfiguredAnyMoreSaysNothingEither() {
    Snapshot there = keptBy("gone", take());
    assertThat(losses.look()).isFalse();
    assertThat(snapshots.problem(there)).isEmpty();
  }

  @Test
  void itIsLookedForInTheBackgroundAndAgainWhenAnEngineWasSilent() {
    copies.loseSystem(take().id());
    copies.failOn("systems");
    copies.meanwhile("systems", () -> copies.meanwhile("systems", () -> copies.failOn("")));
    losses.begin();
    await().untilAsserted(() -> assertThat(losses.problem()).isPresent());
  }

  @Test
  void whatIsNotReadyOrIsRemovedWhileItIsLookedForIsNoLoss() {
    Snapshot old = take();
    Snapshot newest = take();
    Snapshot going = take();
    copies.loseSystem(going.id());
    saved.repository().update(going.going());
    copies.meanwhile("systems", () -> snapshots.delete(old.id(), "ada"));
    losses.look();
    assertThat(losses.problem()).isEmpty();
    assertThat(snapshots.all()).containsExactly(newest);
  }

  @Test
  void noDesktopIsMadeFromWhatIsNotWhole() {
    Snapshot taken = take();
    loseHome(taken);
    int before = room.changes().size();
    assertThatThrownBy(() -> room.sessions().create(from(taken), "ada"))
        .isInstanceOf(SnapshotKept.class)
        .hasMessage(NO_HOME);
    assertThat(room.sessions().all()).extracting(Session::id).containsExactly(ada.id());
    assertThat(room.changes()).hasSize(before);
    assertThat(snapshots.problem(taken)).hasValue(NO_HOME);
  }

  @Test
  void whatIsLostOnceItsCopyIsOnRecordLeavesNothingHalfMade() {
    Snapshot taken = take();
    copies.loseSystem(taken.id());
    int before = copies.calls().size();
    assertThatThrownBy(() -> snapshots.prepare(ada, taken.id()))
        .isInstanceOf(SnapshotKept.class)
        .hasMessage(NO_SYSTEM);
    assertThat(copies.calls().subList(before, copies.calls().size())).containsExactly("systems");
  }

  @Test
  void aDesktopDoesNotGoBackToWhatIsNotWholeAndNothingIsSavedOrOnRecord() {
    Snapshot taken = take();
    copies.loseSystem(taken.id());
    assertThatThrownBy(() -> snapshots.restore(ada.id(), taken.id(), "ada"))
        .isInstanceOf(SnapshotKept.class)
        .hasMessage(NO_SYSTEM);
    copies.putSystem(taken.id());
    loseHome(taken);
    assertThatThrownBy(() -> snapshots.restore(ada.id(), taken.id(), "ada"))
        .isInstanceOf(SnapshotKept.class)
        .hasMessage(NO_HOME);
    assertThat(saved.repository().all()).containsExactly(taken);
    assertThat(saved.uses().fired()).isEmpty();
    assertThat(snapshots.problem(taken)).hasValue(NO_HOME);
  }

  @Test
  void whatIsLostWhileADesktopWaitsToGoBackIsOnRecordAsAnyFailure() {
    Snapshot taken = take();
    Runnable check = new OnSecondRun(() -> copies.loseSystem(taken.id()));
    assertThatThrownBy(() -> snapshots.restore(ada.id(), taken.id(), "ada", check))
        .isInstanceOf(SnapshotKept.class);
    assertThat(saved.repository().all()).containsExactly(taken);
    assertThat(saved.uses().fired())
        .extracting(SnapshotUsed::type, SnapshotUsed::problem)
        .containsExactly(
            tuple("session.restore_asked", Optional.empty()),
            tuple("session.restore_failed", Optional.of(NO_SYSTEM)));
    assertThat(room.sessions().get(ada.id()).disk()).isEqualTo(Disk.FRESH);
    assertThat(copies.contents()).containsOnly(Map.entry(ada.id() + " 0", "letters"));
  }

  @Test
  void whatIsRemovedWhileADesktopWaitsToGoBackIsNotCalledLost() {
    Snapshot old = take();
    Snapshot newest = take();
    Runnable check = new OnSecondRun(() -> snapshots.delete(old.id(), "bob"));
    assertThatThrownBy(() -> snapshots.restore(ada.id(), old.id(), "ada", check))
        .isInstanceOf(UnknownSnapshot.class);
    assertThat(losses.problem()).isEmpty();
    assertThat(snapshots.all()).containsExactly(newest);
  }

  @Test
  void whatAnEngineKeepsThatDoesNotAnswerIsNotCalledLost() {
    Snapshot taken = take();
    copies.failOn("systems");
    assertThatThrownBy(() -> snapshots.restore(ada.id(), taken.id(), "ada"))
        .isInstanceOf(DesktopException.class)
        .isNotInstanceOf(SnapshotKept.class);
    assertThatThrownBy(() -> room.sessions().create(from(taken), "ada"))
        .isInstanceOf(DesktopException.class)
        .isNotInstanceOf(SnapshotKept.class);
    assertThat(snapshots.problem(taken)).isEmpty();
    assertThat(saved.repository().all()).containsExactly(taken);
  }

  @Test
  void whatIsNotWholeIsNotOffered() {
    Snapshot taken = take();
    snapshots.offer(taken.id(), Optional.of(new Template("Office", "")), "ada");
    assertThat(snapshots.templates()).hasSize(1);
    loseHome(taken);
    losses.look();
    assertThat(snapshots.templates()).isEmpty();
    assertThat(snapshots.whole()).isEmpty();
    assertThat(snapshots.all()).hasSize(1);
  }

  @Test
  void theNewestMayGoWhenItIsNoWayBackButTheNewestThatIsOneStays() {
    Snapshot way = take();
    Snapshot newest = take();
    loseHome(newest);
    assertThatThrownBy(() -> snapshots.delete(way.id(), "ada")).isInstanceOf(SnapshotKept.class);
    assertThat(losses.problem()).isPresent();
    snapshots.delete(newest.id(), "ada");
    assertThat(snapshots.all()).containsExactly(way);
    assertThat(losses.problem()).isEmpty();
  }

  @Test
  void whatIsNotWholeDoesNotPushOutWhatIs() {
    Snapshots two = saved.snapshots(2);
    Snapshot oldest = two.take(ada.id(), "", "ada");
    Snapshot lost = two.take(ada.id(), "", "ada");
    copies.loseSystem(lost.id());
    Snapshot third = two.take(ada.id(), "", "ada");
    assertThat(two.all()).containsExactly(third, lost, oldest);
    Snapshot fourth = two.take(ada.id(), "", "ada");
    assertThat(two.all()).containsExactly(fourth, third, lost);
  }

  /** It is asked once before it is a desktop's turn, and once then. */
  private static final class OnSecondRun implements Runnable {
    private final Runnable work;
    private final AtomicInteger runs = new AtomicInteger();

    OnSecondRun(Runnable work) {
      this.work = work;
    }

    @Override
    public void run() {
      if (runs.incrementAndGet() == 2) {
        work.run();
      }
    }
  }

  private Snapshot take() {
    return snapshots.take(ada.id(), Kind.ASKED, "", Optional.empty(), "ada");
  }

  /** The same on record as of another engine. */
  private Snapshot keptBy(String runtime, Snapshot taken) {
    Snapshot there =
        new Snapshot(
            taken.id(),
            taken.sessionId(),
            taken.sessionLabel(),
            runtime,
            taken.kind(),
            taken.state(),
            taken.note(),
            taken.taskId(),
            taken.look(),
            taken.resolution(),
            taken.systemBytes(),
            taken.homeBytes(),
            taken.template(),
            taken.takenBy(),
            taken.createdAt());
    saved.repository().update(there);
    return there;
  }

  private void loseHome(Snapshot snapshot) {
    try {
      Files.delete(data.resolve("snapshots").resolve(snapshot.id() + ".tar.zst"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static SessionRequest from(Snapshot snapshot) {
    return new SessionRequest(
        "Twin",
        LookWish.NONE,
        Optional.empty(),
        Quota.STANDARD,
        Optional.of(snapshot.id()),
        Optional.empty(),
        Optional.empty());
  }
}
