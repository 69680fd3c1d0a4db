package dev.atelier.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.control.ControlHeld;
import dev.atelier.control.Leases;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.Disk;
import dev.atelier.desktop.FakeCopies;
import dev.atelier.desktop.FakeDesktop;
import dev.atelier.desktop.FakeRuntime;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.json.InvalidField;
import dev.atelier.session.DesktopBusy;
import dev.atelier.session.LookWish;
import dev.atelier.session.Session;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionStatus;
import dev.atelier.session.SessionWork;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.session.UnknownSession;
import dev.atelier.snapshot.Snapshot.Kind;
import dev.atelier.snapshot.Snapshot.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SnapshotsTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir private Path data;
  private final SessionsInMemory room = new SessionsInMemory();
  private final FakeCopies copies = room.runtime().fakeCopies();

  private SnapshotRoom saved;
  private MemorySnapshotRepository repository;
  private FakeEvents<OrphanRemoval> removals;
  private FakeEvents<SnapshotChanged> changes;
  private FakeEvents<SnapshotUsed> used;
  private Leases leases;
  private Snapshots snapshots;

  @BeforeEach
  void openTheRoom() {
    saved = new SnapshotRoom(room, data);
    repository = saved.repository();
    removals = saved.orphanRemovals();
    changes = saved.changes();
    used = saved.uses();
    leases = saved.leases();
    snapshots = snapshots(10);
    room.origins(snapshots);
  }

  @AfterEach
  void stop() {
    room.close();
  }

  @Test
  void aSnapshotHoldsSystemAndHomeTakenWhileTheDesktopIsHeldStill() {
    Session ada = desktop("Ada", "letters");
    Snapshot taken = snapshots.take(ada.id(), " before the visit ", "ada");
    assertThat(copies.calls())
        .containsExactly(
            "still " + ada.id(), "keep " + taken.id(), "read " + ada.id() + " 0", "on " + ada.id());
    assertThat(taken.note()).isEqualTo("before the visit");
    assertThat(taken.takenBy()).isEqualTo("ada");
    assertThat(taken.kind()).isEqualTo(Kind.ASKED);
    assertThat(taken.systemBytes()).isEqualTo(1000);
    assertThat(taken.homeBytes()).isPositive();
    assertThat(snapshots.ofSession(ada.id())).containsExactly(taken);
    assertThat(types()).containsExactly("snapshot.begun", "snapshot.created");
  }

  @Test
  void aDesktopAtWorkIsSavedAndWhoeverActsOnItWaitsMeanwhile() throws InterruptedException {
    Session ada = desktop("Ada", "letters");
    var unused = leases.takeForTask(ada.id(), "task_1");
    FakeDesktop screen = (FakeDesktop) room.sessions().desktop(ada.id());
    int before = screen.calls().size();
    List<String> meanwhile = new ArrayList<>();
    copies.meanwhile("still", () -> meanwhile.addAll(screen.calls()));

    assertThat(snapshots.take(ada.id(), "", "ada").isReady()).isTrue();

    assertThat(meanwhile.subList(before, meanwhile.size())).containsExactly("rest");
    assertThat(screen.calls().subList(before, screen.calls().size()))
        .containsExactly("rest", "go on");
  }

  @Test
  void aDesktopIsBeingSavedUntilItsSnapshotIsReady() {
    Session ada = desktop("Ada", "letters");
    Session bob = desktop("Bob", "ledger");
    Map<String, Boolean> taking = new LinkedHashMap<>();
    changes.observedBy(
        change -> {
          taking.put(change.type(), snapshots.isTaking(ada.id()));
          assertThat(snapshots.isTaking(bob.id())).isFalse();
        });
    var unused = snapshots.take(ada.id(), "", "ada");
    assertThat(taking)
        .containsExactly(Map.entry("snapshot.begun", true), Map.entry("snapshot.created", false));
  }

  @Test
  void aDesktopThatCouldNotBeSavedIsNotBeingSavedAnyMoreAndItIsToldWhy() {
    Session ada = desktop("Ada", "letters");
    Map<String, Boolean> taking = new LinkedHashMap<>();
    changes.observedBy(change -> taking.put(change.type(), snapshots.isTaking(ada.id())));
    copies.failOn("read");
    assertThatThrownBy(() -> snapshots.take(ada.id(), "", "ada"))
        .isInstanceOf(DesktopException.class);
    assertThat(taking)
        .containsExactly(
            Map.entry("snapshot.begun", true),
            Map.entry("snapshot.failed", false),
            Map.entry("snapshot.removed", false));
    assertThat(changes.fired().get(1).isFailure()).isTrue();
    assertThat(changes.fired().get(1).problem()).contains("told to fail");
  }

  @Test
  void whatCannotBeClearedAwayYetIsNotBeingSavedEither() {
    Session ada = desktop("Ada", "letters");
    copies.failOn("drop");
    copies.putSystem("snap_half");
    changes.observedBy(
        change -> {
          if (change.type().equals("snapshot.created")) {
            throw new DesktopException("the record is full");
          }
        });
    assertThatThrownBy(() -> snapshots.take(ada.id(), "", "ada"))
        .hasMessageContaining("the record is full");
    assertThat(repository.all()).hasSize(1);
    assertThat(snapshots.isTaking(ada.id())).isFalse();
    // Nor is what a crash left on record while its engine is away.
    repository.add(
        Snapshot.begun("snap_half", ada, Kind.ASKED, "", Optional.empty(), "ada", Instant.EPOCH));
    snapshots.recover();
    assertThat(snapshots.isTaking(ada.id())).isFalse();
  }

  @Test
  void aDesktopCannotBeSavedWhereItsRuntimeIsGone() {
    Session ada = desktop("Ada", "letters");
    assertThat(snapshots.canTake(ada)).isTrue();
    Snapshots elsewhere = saved.snapshots(10, new FakeRuntime("local"));
    assertThat(elsewhere.canTake(ada)).isFalse();
  }

  @Test
  void aDesktopMadeFromASnapshotHasItsHomeAndIsItsOwn() throws InterruptedException {
    Session ada = desktop("Ada", "letters");
    Snapshot taken = snapshots.take(ada.id(), "", "ada");
    Session twin = madeFrom(taken);
    assertThat(copies.contents()).containsEntry(twin.id() + " 1", "letters");
    assertThat(twin.disk()).isEqualTo(new Disk(Optional.of(twin.id() + ".1"), 1));
    assertThat(twin.origin()).hasValue(taken.id());
    assertThat(copies.systems()).contains(taken.id(), twin.id() + ".1");
    assertThat(room.sessions().get(ada.id()).disk()).isEqualTo(Disk.FRESH);
  }

  @Test
  void aDesktopThatRanBeforeIsNotMadeFromItsOriginAgain() throws InterruptedException {
    Session ada = desktop("Ada", "letters");
    Session twin = madeFrom(snapshots.take(ada.id(), "", "ada"));
    copies.put(twin.id(), 1, "what was written since");
    room.sessions().pause(twin.id(), "ada");
    room.sessions().awaitReady(twin.id(), SOON);
    assertThat(copies.contents()).containsEntry(twin.id() + " 1", "what was written since");
  }

  @Test
  void whatIsGoneWhenADesktopIsToBeMadeFromItIsToldInPlainWords() {
    Session ada = desktop("Ada", "letters");
    assertThatThrownBy(() -> snapshots.prepare(ada, "snap_gone"))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("was removed meanwhile")
        .hasMessageNotContaining("snap_gone");
  }

  @Test
  void anUnknownSnapshotIsNoOrigin() {
    assertThatThrownBy(() -> room.sessions().create(from("snap_nowhere"), "ada"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("names no snapshot");
  }

  @Test
  void aDesktopGoesBackAndHowItWasIsSavedFirst() throws InterruptedException {
    Session ada = desktop("Ada", "old");
    Snapshot wanted = snapshots.take(ada.id(), "good", "ada");
    copies.put(ada.id(), 0, "new");
    Snapshot safety = snapshots.restore(ada.id(), wanted.id(), "ada");
    Session back = room.sessions().awaitReady(ada.id(), SOON);
    assertThat(back.disk()).isEqualTo(new Disk(Optional.of(ada.id() + ".1"), 1));
    assertThat(copies.contents()).containsOnly(Map.entry(ada.id() + " 1", "old"));
    assertThat(safety.kind()).isEqualTo(Kind.SAFETY);
    assertThat(safety.note()).isEqualTo("before going back to “good”");

    snapshots.restore(ada.id(), safety.id(), "ada");
    room.sessions().awaitReady(ada.id(), SOON);
    assertThat(copies.contents()).containsOnly(Map.entry(ada.id() + " 2", "new"));
    assertThat(copies.systems()).doesNotContain(ada.id() + ".1").contains(ada.id() + ".2");
    assertThat(used.fired())
        .extracting(SnapshotUsed::snapshotId, SnapshotUsed::type)
        .containsExactly(
            tuple(wanted.id(), "session.restore_asked"),
            tuple(wanted.id(), "session.restored"),
            tuple(safety.id(), "session.restore_asked"),
            tuple(safety.id(), "session.restored"));
  }

  @Test
  void aDesktopAtWorkDoesNotGoBack() {
    Session ada = desktop("Ada", "old");
    Snapshot wanted = snapshots.take(ada.id(), "", "ada");
    room.works(new AtWork());
    assertThatThrownBy(() -> snapshots.restore(ada.id(), wanted.id(), "ada"))
        .isInstanceOf(DesktopBusy.class);
    assertThat(snapshots.all()).containsExactly(wanted);
  }

  @Test
  void nobodyWorksOnADesktopWhileItGoesBackAndNothingMovesOnIt() {
    Session ada = desktop("Ada", "old");
    Snapshot wanted = snapshots.take(ada.id(), "", "ada");
    int before = copies.calls().size();
    copies.meanwhile(
        "write",
        () ->
            assertThatThrownBy(() -> leases.takeForTask(ada.id(), "task_a"))
                .isInstanceOf(ControlHeld.class)
                .hasMessageContaining("being brought back"));
    Snapshot safety = snapshots.restore(ada.id(), wanted.id(), "ada");
    assertThat(copies.calls().subList(before, copies.calls().size()))
        .containsSubsequence(
            "still " + ada.id(),
            "keep " + safety.id(),
            "write " + ada.id() + " 1",
            "on " + ada.id())
        .filteredOn(("on " + ada.id())::equals)
        .hasSize(1);
    assertThat(leases.current(ada.id())).isEmpty();
  }

  @Test
  void aDesktopThatSomebodyDrivesDoesNotGoBack() {
    Session ada = desktop("Ada", "old");
    Snapshot wanted = snapshots.take(ada.id(), "", "ada");
    leases.takeForTask(ada.id(), "task_a");
    assertThatThrownBy(() -> snapshots.restore(ada.id(), wanted.id(), "ada"))
        .isInstanceOf(ControlHeld.class);
    assertThat(snapshots.all()).containsExactly(wanted);
  }

  @Test
  void whenGoingBackFailsTheDesktopStaysAsItIs() {
    Session ada = desktop("Ada", "old");
    Snapshot wanted = snapshots.take(ada.id(), "", "ada");
    copies.put(ada.id(), 0, "new");
    copies.failOn("write");
    copies.meanwhile("write", () -> copies.put(ada.id(), 1, "half made"));
    assertThatThrownBy(() -> snapshots.restore(ada.id(), wanted.id(), "ada"))
        .isInstanceOf(DesktopException.class);
    assertThat(room.sessions().get(ada.id()).disk()).isEqualTo(Disk.FRESH);
    assertThat(room.sessions().get(ada.id()).status()).isEqualTo(SessionStatus.READY);
    assertThat(copies.contents()).containsOnly(Map.entry(ada.id() + " 0", "new"));
    assertThat(copies.systems()).doesNotContain(ada.id() + ".1");
    assertThat(used.fired())
        .last()
        .satisfies(
            failure -> {
              assertThat(failure.type()).isEqualTo("session.restore_failed");
              assertThat(failure.problem())
                  .hasValueSatisfying(why -> assertThat(why).contains("write"));
            });
  }

  @Test
  void goingBackDoesNotRemoveWhatItGoesBackTo() throws InterruptedException {
    Session ada = desktop("Ada", "old");
    Snapshots few = snapshots(1);
    Snapshot undo = few.take(ada.id(), Kind.UNDO, "", Optional.of("task_a"), "ada");
    copies.put(ada.id(), 0, "new");
    copies.failOn("write");
    assertThatThrownBy(() -> few.restore(ada.id(), undo.id(), "ada"))
        .isInstanceOf(DesktopException.class);
    assertThat(few.all()).contains(undo);
    copies.failOn("");
    Snapshot safety = few.restore(ada.id(), undo.id(), "ada");
    room.sessions().awaitReady(ada.id(), SOON);
    assertThat(copies.contents()).containsOnly(Map.entry(ada.id() + " 1", "old"));
    assertThat(few.all()).containsExactly(safety);
  }

  @Test
  void whatCannotBeSavedLeavesNothing() throws IOException {
    Session ada = desktop("Ada", "letters");
    copies.failOn("read");
    assertThatThrownBy(() -> snapshots.take(ada.id(), "", "ada"))
        .isInstanceOf(DesktopException.class);
    assertThat(repository.all()).isEmpty();
    assertThat(copies.systems()).isEmpty();
    assertThat(copies.calls()).contains("on " + ada.id());
    assertThat(files()).isEmpty();
  }

  @Test
  void aDesktopThatIsDeletedWhileItGoesBackLeavesNoHalfMadeDisk() {
    Session ada = desktop("Ada", "old");
    Snapshot wanted = snapshots.take(ada.id(), "", "ada");
    copies.meanwhile("write", () -> room.repository().remove(ada.id(), false));
    assertThatThrownBy(() -> snapshots.restore(ada.id(), wanted.id(), "ada"))
        .isInstanceOf(UnknownSession.class);
    assertThat(copies.contents()).containsOnly(Map.entry(ada.id() + " 0", "old"));
    assertThat(copies.systems()).doesNotContain(ada.id() + ".1");
  }

  @Test
  void whatCannotBeClearedAwayIsOnRecordAndTriedAgain() {
    Session ada = desktop("Ada", "letters");
    copies.failOn("drop");
    Snapshot old = snapshots.take(ada.id(), "", "ada");
    Snapshot other = snapshots.take(ada.id(), "", "ada");
    snapshots.delete(old.id(), "ada");
    assertThat(repository.find(old.id())).isPresent();
    assertThat(snapshots.all()).containsExactly(other);
    copies.failOn("");
    await().untilAsserted(() -> assertThat(repository.all()).containsExactly(other));
    assertThat(copies.systems()).containsExactly(other.id());
  }

  @Test
  void aFailureToSaveIsOnRecordAtOnceAlsoWhenItsTraceStays() {
    Session ada = desktop("Ada", "letters");
    copies.failOn("keep");
    copies.meanwhile("drop", () -> assertThat(snapshots.isTaking(ada.id())).isFalse());
    assertThatThrownBy(() -> snapshots.take(ada.id(), "", "ada"))
        .isInstanceOf(DesktopException.class);
    assertThat(types()).containsExactly("snapshot.begun", "snapshot.failed", "snapshot.removed");
    assertThat(changes.fired().get(1).actor()).isEqualTo("ada");
  }

  @Test
  void aSilentEngineDoesNotKeepTheServerFromStarting() throws InterruptedException {
    Session ada = desktop("Ada", "letters");
    repository.add(
        Snapshot.begun("snap_half", ada, Kind.ASKED, "", Optional.empty(), "ada", Instant.EPOCH));
    CountDownLatch answers = new CountDownLatch(1);
    copies.meanwhile("drop", () -> awaitQuietly(answers));
    snapshots.recover();
    assertThat(snapshots.isTaking(ada.id())).isFalse();
    assertThat(repository.find("snap_half")).isPresent();
    answers.countDown();
    await().untilAsserted(() -> assertThat(repository.all()).isEmpty());
  }

  @Test
  void severalDesktopsAreMadeFromOneSnapshotSideBySide() throws InterruptedException {
    Session ada = desktop("Ada", "letters");
    Snapshot taken = snapshots.take(ada.id(), "", "ada");
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    copies.meanwhile(
        "write",
        () -> {
          first.countDown();
          awaitQuietly(second);
        });
    Session slow = room.sessions().create(from(taken.id()), "ada");
    first.await();
    Session fast = madeFrom(taken);
    assertThat(fast.status()).isEqualTo(SessionStatus.READY);
    second.countDown();
    room.sessions().awaitReady(slow.id(), SOON);
    assertThat(copies.contents()).containsEntry(slow.id() + " 1", "letters");
  }

  @Test
  void aSnapshotInUseMakesNoRoomAndIsOfferedAllTheSame() throws InterruptedException {
    Session ada = desktop("Ada", "letters");
    Snapshots one = snapshots(1);
    Snapshot old = one.take(ada.id(), "", "ada");
    copies.meanwhile(
        "write",
        () -> {
          var newer = inAnotherThread(() -> one.take(ada.id(), "", "ada"));
          assertThat(one.all()).extracting(Snapshot::id).contains(newer.id(), old.id());
          var unused =
              inAnotherThread(
                  () -> one.offer(old.id(), Optional.of(new Template("Office", "")), "ada"));
        });
    Session bob = desktop("Bob", "numbers");
    Snapshot safety = one.restore(bob.id(), old.id(), "ada");
    one.take(ada.id(), "", "ada");
    assertThat(one.all()).extracting(Snapshot::id).contains(old.id(), safety.id()).hasSize(3);
    assertThat(one.templates()).hasSize(1);
  }

  private static <T> T inAnotherThread(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work).join();
  }

  @Test
  void whatIsGoingDoesNotComeBackWhenItIsOffered() {
    Session ada = desktop("Ada", "letters");
    Snapshot old = snapshots.take(ada.id(), "", "ada");
    snapshots.take(ada.id(), "", "ada");
    copies.failOn("drop");
    snapshots.delete(old.id(), "ada");
    assertThatThrownBy(
            () -> snapshots.offer(old.id(), Optional.of(new Template("Office", "")), "ada"))
        .isInstanceOf(UnknownSnapshot.class);
    assertThat(snapshots.templates()).isEmpty();
  }

  @Test
  void whenADesktopGoesWithItsHomeSoDoesWhatWasSavedOfItByItself() {
    Session ada = desktop("Ada", "letters");
    room.works(new PurgedDesktops(snapshots));
    Snapshot asked = snapshots.take(ada.id(), "", "ada");
    Snapshot offered = snapshots.take(ada.id(), Kind.UNDO, "", Optional.of("task_a"), "ada");
    snapshots.offer(offered.id(), Optional.of(new Template("Office", "")), "ada");
    Snapshot undo = snapshots.take(ada.id(), Kind.UNDO, "", Optional.of("task_b"), "ada");
    room.sessions().delete(ada.id(), true, "ada");
    await()
        .untilAsserted(
            () ->
                assertThat(repository.all())
                    .extracting(Snapshot::id)
                    .containsExactly(offered.id(), asked.id()));
    await().untilAsserted(() -> assertThat(copies.systems()).doesNotContain(undo.id()));
    assertThat(types()).contains("snapshot.pruned");
  }

  @Test
  void aSnapshotThatGoesBeforeItsCopyIsMadeIsSaidSo() {
    Session ada = desktop("Ada", "letters");
    Snapshot taken = snapshots.take(ada.id(), "", "ada");
    repository.update(taken.going());
    assertThatThrownBy(() -> snapshots.prepare(ada, taken.id()))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("removed meanwhile");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  @Test
  void theNewestOfADesktopStaysWhileTheDesktopIsThere() {
    Session ada = desktop("Ada", "letters");
    Snapshot old = snapshots.take(ada.id(), "", "ada");
    Snapshot newest = snapshots.take(ada.id(), "", "ada");
    assertThatThrownBy(() -> snapshots.delete(newest.id(), "ada")).isInstanceOf(SnapshotKept.class);
    snapshots.delete(old.id(), "ada");
    assertThat(snapshots.all()).containsExactly(newest);
    assertThat(copies.systems()).containsExactly(newest.id());

    room.sessions().delete(ada.id(), false, "ada");
    snapshots.delete(newest.id(), "ada");
    assertThat(snapshots.all()).isEmpty();
    assertThatThrownBy(() -> snapshots.delete(newest.id(), "ada"))
        .isInstanceOf(UnknownSnapshot.class);
  }

  @Test
  void theOldestMakeRoomButNoTemplates() {
    Session ada = desktop("Ada", "letters");
    Snapshots few = snapshots(2);
    Snapshot template = few.take(ada.id(), "", "ada");
    few.offer(template.id(), Optional.of(new Template("Office", "all set up")), "ada");
    Snapshot first = few.take(ada.id(), "", "ada");
    Snapshot second = few.take(ada.id(), "", "ada");
    Snapshot undo = few.take(ada.id(), Kind.UNDO, "", Optional.of("task_a"), "ada");
    Snapshot third = few.take(ada.id(), "", "ada");
    assertThat(few.all().stream().map(Snapshot::id))
        .containsExactly(third.id(), undo.id(), second.id(), template.id());
    assertThat(copies.systems()).doesNotContain(first.id());
    assertThat(few.templates().stream().map(Snapshot::id)).containsExactly(template.id());
  }

  @Test
  void aSnapshotIsGivenOtherWordsAndNothingElse() {
    Session ada = desktop("Ada", "letters");
    Snapshot taken = snapshots.take(ada.id(), "before the visit", "ada");
    assertThat(snapshots.note(taken.id(), " after it ", "bob")).isEqualTo(taken.noted("after it"));
    assertThat(snapshots.get(taken.id()).note()).isEqualTo("after it");
    assertThat(snapshots.get(taken.id()).takenBy()).isEqualTo("ada");
    assertThat(types()).endsWith("snapshot.noted");
    assertThatThrownBy(() -> snapshots.note("snap_none", "", "bob"))
        .isInstanceOf(UnknownSnapshot.class);
  }

  @Test
  void whatACrashLeftHalfDoneIsClearedAway() {
    Session ada = desktop("Ada", "letters");
    Snapshot taken = snapshots.take(ada.id(), "", "ada");
    Snapshot making =
        Snapshot.begun(
            "snap_half",
            ada,
            Kind.ASKED,
            "",
            Optional.empty(),
            "ada",
            new HandSetClock().instant());
    repository.add(making);
    copies.putSystem("snap_half");
    Snapshot other = snapshots.take(ada.id(), "", "ada");
    repository.update(taken.going());
    snapshots.recover();
    assertThat(snapshots.isTaking(ada.id())).isFalse();
    await().untilAsserted(() -> assertThat(repository.all()).containsExactly(other));
    assertThat(copies.systems()).containsExactly(other.id());
    assertThat(types())
        .contains("snapshot.failed")
        .endsWith("snapshot.removed", "snapshot.removed");
  }

  @Test
  void whatWasTakenByItselfOfAPurgedDesktopGoesThoughTheServerDiedMeanwhile() {
    Session ada = desktop("Ada", "letters");
    Session bob = desktop("Bob", "numbers");
    Snapshot asked = snapshots.take(ada.id(), "", "ada");
    snapshots.takeForSafety(ada.id(), "", "ada");
    Snapshot others = snapshots.takeForSafety(bob.id(), "", "ada");
    room.sessions().delete(ada.id(), true, "ada");
    room.sessions().delete(bob.id(), false, "ada");
    snapshots.recover();
    await().untilAsserted(() -> assertThat(repository.all()).containsOnly(asked, others));
    assertThat(copies.systems()).containsOnly(asked.id(), others.id());
  }

  @Test
  void whatACrashLeftOfARestoreGoesByItselfAndTheDesktopsOwnStays() throws InterruptedException {
    Session ada = desktop("Ada", "letters");
    Session twin = madeFrom(snapshots.take(ada.id(), "", "ada"));
    copies.put(ada.id(), 1, "half restored");
    copies.putSystem(ada.id() + ".1");
    copies.put(twin.id(), 2, "half restored");
    orphans().sweep();
    assertThat(copies.contents())
        .containsOnly(
            Map.entry(ada.id() + " 0", "letters"), Map.entry(twin.id() + " 1", "letters"));
    assertThat(copies.systems()).contains(twin.id() + ".1").doesNotContain(ada.id() + ".1");
    assertThat(orphans().find()).isEmpty();
  }

  @Test
  void whatOneDesktopHoldsOnToDoesNotKeepThatOfOthers() {
    Session ada = desktop("Ada", "letters");
    Session bob = desktop("Bob", "numbers");
    copies.put(ada.id(), 1, "half restored");
    copies.put(bob.id(), 1, "half restored");
    copies.failOn("only " + ada.id());
    assertThat(orphans().sweep()).isFalse();
    assertThat(copies.contents()).doesNotContainKey(bob.id() + " 1").containsKey(ada.id() + " 1");
    copies.failOn("");
    assertThat(orphans().sweep()).isTrue();
    assertThat(copies.contents()).doesNotContainKey(ada.id() + " 1");
  }

  @Test
  void whatBelongsToNobodyIsListedAndRemovedWhenSomebodySaysSo() throws IOException {
    Session ada = desktop("Ada", "letters");
    Snapshot taken = snapshots.take(ada.id(), "", "ada");
    copies.putSystem("snap_foreign");
    copies.putSystem("sess_foreign.1");
    room.runtime().put("sess_foreign", DesktopState.STOPPED);
    copies.put("sess_foreign", 1, "somebody's");
    Files.writeString(data.resolve("snapshots/snap_lost.tar.zst"), "lost");
    Orphans orphans = orphans();
    orphans.sweep();
    assertThat(orphans.latest())
        .extracting(Orphan::name)
        .containsExactlyInAnyOrder("snap_lost", "snap_foreign", "sess_foreign.1", "sess_foreign");
    assertThat(orphans.remove("ada")).hasSize(4);
    assertThat(removals.fired())
        .extracting(OrphanRemoval::type)
        .containsSubsequence("snapshot.orphan_removal_asked", "snapshot.orphan_removed")
        .hasSize(8);
    assertThat(room.runtime().calls()).contains("purge sess_foreign");
    assertThat(copies.systems()).containsExactly(taken.id());
    assertThat(files()).hasSize(1);
  }

  @Test
  void onlyWhatWasRemovedIsSaidToBe() {
    Session ada = desktop("Ada", "letters");
    copies.putSystem(ada.id() + ".u7");
    removals.observedBy(removal -> saved.moves().begin(ada.id()));
    assertThat(orphans().remove("ada")).isEmpty();
    assertThat(copies.systems()).containsExactly(ada.id() + ".u7");
    copies.putSystem("snap_foreign");
    copies.failOn("drop");
    assertThat(orphans().remove("ada")).isEmpty();
    assertThat(removals.fired())
        .extracting(OrphanRemoval::type)
        .containsExactly("snapshot.orphan_removal_asked", "snapshot.orphan_removal_asked");
  }

  @Test
  void whatIsRemovedIsSaidToBeThoughThatCannotBePutOnRecord() {
    copies.putSystem("snap_foreign");
    removals.observedBy(
        removal -> {
          if (removal.type().equals("snapshot.orphan_removed")) {
            throw new IllegalStateException("the database is away");
          }
        });
    assertThat(orphans().remove("ada")).hasSize(1);
    assertThat(copies.systems()).isEmpty();
  }

  @Test
  void whatCannotBePutOnRecordIsNotRemoved() {
    copies.putSystem("snap_foreign");
    removals.observedBy(
        removal -> {
          throw new IllegalStateException("the database is away");
        });
    assertThat(orphans().remove("ada")).isEmpty();
    assertThat(copies.systems()).containsExactly("snap_foreign");
  }

  private Orphans orphans() {
    return saved.orphans();
  }

  @Test
  void whatADesktopDidNotLoseInTimeIsListed() {
    Session ada = desktop("Ada", "letters");
    copies.put(ada.id(), 1, "half restored");
    copies.putSystem(ada.id() + ".1");
    copies.failOn("only");
    assertThat(orphans().sweep()).isFalse();
    assertThat(orphans().find())
        .extracting(Orphan::name)
        .containsExactlyInAnyOrder(ada.id() + ".1", ada.id() + ".1");
    assertThat(orphans().remove("ada")).isEmpty();
    assertThat(orphans().find()).hasSize(2);
    copies.failOn("");
    assertThat(orphans().remove("ada")).isNotEmpty();
    assertThat(orphans().find()).isEmpty();
    assertThat(copies.contents()).containsOnly(Map.entry(ada.id() + " 0", "letters"));
  }

  @Test
  void ofADesktopThatIsPurgedNothingIsItsOwnAndOfADeletedOneAllIsKept() {
    Session ada = desktop("Ada", "letters");
    Session bob = desktop("Bob", "numbers");
    room.sessions().delete(ada.id(), true, "ada");
    room.sessions().delete(bob.id(), false, "ada");
    copies.putSystem(ada.id() + ".1");
    copies.putSystem(bob.id() + ".1");
    assertThat(orphans().find())
        .extracting(Orphan::name)
        .containsExactlyInAnyOrder(ada.id(), ada.id() + ".1");
    orphans().remove("ada");
    assertThat(copies.systems()).containsExactly(bob.id() + ".1");
  }

  @Test
  void whatIsBeingMadeForADesktopIsNotLeftOver() {
    Session ada = desktop("Ada", "letters");
    copies.putSystem(ada.id() + ".u7");
    try (Moves.Work upgrade = saved.moves().begin(ada.id())) {
      assertThat(orphans().sweep()).isTrue();
      assertThat(orphans().find()).isEmpty();
      assertThat(copies.systems()).containsExactly(ada.id() + ".u7");
    }
    assertThat(orphans().sweep()).isTrue();
    assertThat(copies.systems()).isEmpty();
  }

  @Test
  void whatCannotBeRemovedDoesNotKeepTheRest() {
    copies.putSystem("snap_one");
    copies.putSystem("snap_two");
    copies.failOn("drop snap_one");
    Orphans orphans = orphans();
    assertThat(orphans.remove("ada")).extracting(Orphan::name).containsExactly("snap_two");
    assertThat(orphans.latest()).extracting(Orphan::name).containsExactly("snap_one");
  }

  @Test
  void aSnapshotOfNoDesktopIsRefused() {
    assertThatThrownBy(() -> snapshots.take("sess_nowhere", "", "ada"))
        .isInstanceOf(UnknownSession.class);
  }

  @Test
  void aSnapshotWhoseHomeIsMissingIsNotTakenForAnEmptyOne() throws IOException {
    Session ada = desktop("Ada", "letters");
    Snapshot taken = snapshots.take(ada.id(), "", "ada");
    try (var files = Files.list(data.resolve("snapshots"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    assertThatThrownBy(() -> snapshots.restore(ada.id(), taken.id(), "ada"))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("missing");
    assertThat(room.sessions().get(ada.id()).disk()).isEqualTo(Disk.FRESH);
  }

  private Snapshots snapshots(int keep) {
    return saved.snapshots(keep);
  }

  private Session desktop(String label, String words) {
    try {
      Session made = room.sessions().create(SessionRequest.labelled(label), "ada");
      Session ready = room.sessions().awaitReady(made.id(), SOON);
      copies.put(ready.id(), 0, words);
      return ready;
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  @Test
  void aDesktopMadeFromASnapshotCannotBeMadeOnAnotherEngine() {
    Snapshot taken = snapshots.take(desktop("Ada", "letters").id(), "", "ada");
    assertThatThrownBy(
            () -> room.sessions().create(from(taken.id()).on(Optional.of("other")), "ada"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("that of the snapshot");
  }

  @Test
  void aDesktopMadeFromASnapshotLooksLikeItButForWhatIsNamed() {
    Session ada = desktop("Ada", "letters");
    room.sessions().dress(ada.id(), present -> new Look("dark", Optional.of("#4f7a57")), "ada");
    String taken = snapshots.take(ada.id(), "", "ada").id();
    assertThat(lookOf(from(taken))).isEqualTo(new Look("dark", Optional.of("#4f7a57")));
    assertThat(lookOf(from(taken, new LookWish(Optional.empty(), true, Optional.of("#2255aa")))))
        .isEqualTo(new Look("dark", Optional.of("#2255aa")));
    assertThat(lookOf(from(taken, new LookWish(Optional.empty(), true, Optional.empty()))))
        .isEqualTo(new Look("dark", Optional.empty()));
    assertThat(lookOf(from(taken, new LookWish(Optional.of("light"), false, Optional.empty()))))
        .isEqualTo(new Look("light", Optional.of("#4f7a57")));
  }

  private Look lookOf(SessionRequest request) {
    return room.sessions().create(request, "ada").look();
  }

  private Session madeFrom(Snapshot snapshot) throws InterruptedException {
    Session made = room.sessions().create(from(snapshot.id()), "ada");
    return room.sessions().awaitReady(made.id(), SOON);
  }

  private static SessionRequest from(String snapshot) {
    return from(snapshot, LookWish.NONE);
  }

  private static SessionRequest from(String snapshot, LookWish look) {
    return new SessionRequest(
        "Twin",
        look,
        Optional.empty(),
        Quota.STANDARD,
        Optional.of(snapshot),
        Optional.empty(),
        Optional.empty());
  }

  private List<String> types() {
    return changes.fired().stream().map(SnapshotChanged::type).toList();
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(data.resolve("snapshots"))) {
      return files.toList();
    }
  }

  /** A desktop on which a task is always at work. */
  private static final class AtWork implements SessionWork {
    @Override
    public Optional<Current> on(String sessionId) {
      return Optional.of(new Current("task_a", "a goal", "running", 1));
    }

    @Override
    public void endOn(String sessionId, String why) {}

    @Override
    public void forget(String sessionId) {}
  }
}
