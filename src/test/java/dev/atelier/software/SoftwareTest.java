package dev.atelier.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.atelier.FakeEvents;
import dev.atelier.control.ControlHeld;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.DesktopSoftware;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.Disk;
import dev.atelier.desktop.FakeCopies;
import dev.atelier.desktop.FakeRuntime;
import dev.atelier.desktop.PackageName;
import dev.atelier.session.Session;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.session.UnknownSession;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.SnapshotRoom;
import dev.atelier.snapshot.Snapshots;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SoftwareTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final PackageName EDITOR = new PackageName("gedit");

  @TempDir private Path data;
  private final Packages packages = new Packages();
  private final SessionsInMemory room =
      new SessionsInMemory(
          new FakeRuntime("docker") {
            @Override
            public Optional<DesktopSoftware> software() {
              return Optional.of(packages);
            }
          });
  private final FakeCopies copies = room.runtime().fakeCopies();
  private final FakeEvents<SoftwareChanged> changes = new FakeEvents<>();
  private SnapshotRoom saved;
  private Snapshots snapshots;
  private Software software;
  private String ada;

  @BeforeEach
  void openTheRoom() throws InterruptedException {
    saved = new SnapshotRoom(room, data);
    snapshots = saved.snapshots(10);
    software =
        new Software(
            room.sessions(),
            room.uses(),
            saved.leases(),
            snapshots,
            saved.moves(),
            new DesktopRuntimes(List.of(room.runtime()), Optional.of("docker")),
            changes,
            room.clock());
    ada = room.sessions().create(SessionRequest.labelled("Ada"), "ada").id();
    room.sessions().awaitReady(ada, SOON);
    copies.put(ada, 0, "letters");
  }

  @AfterEach
  void stop() {
    room.close();
  }

  @Test
  void packagesAreInstalledOnADesktopThatIsInUseMeanwhile() throws InterruptedException {
    packages.meanwhile(
        () -> {
          room.clock().pass(Duration.ofHours(9));
          assertThat(room.uses().unusedFor(ada)).isZero();
        });
    software.install(ada, List.of(EDITOR), "ada", line -> {});
    assertThat(packages.calls()).containsExactly("install " + ada, "transplant " + ada);
    assertThat(types()).containsExactly("session.packages_asked", "session.packages_installed");
  }

  /** Whoever waits may do so in vain, and what is asked for on record has an end there. */
  @Test
  void whoeverWaitsForOthersToInstallHasAskedForNothingYet() throws InterruptedException {
    FutureTask<Boolean> second =
        new FutureTask<>(
            () -> {
              software.install(ada, List.of(EDITOR), "bob", line -> {});
              return true;
            });
    Thread bob = new Thread(second, "bob");
    packages.meanwhile(
        () -> {
          packages.meanwhile(() -> {});
          bob.start();
          await().until(() -> bob.getState() == Thread.State.TIMED_WAITING);
        });
    software.install(ada, List.of(EDITOR), "ada", line -> {});
    bob.join();
    assertThat(changes.fired())
        .extracting(SoftwareChanged::actor, SoftwareChanged::type)
        .containsExactly(
            tuple("ada", "session.packages_asked"),
            tuple("ada", "session.packages_installed"),
            tuple("bob", "session.packages_asked"),
            tuple("bob", "session.packages_installed"));
  }

  @Test
  void whatWasMadeForOneDiskIsNotBroughtToAnother() {
    Snapshot before = snapshots.take(ada, "", "ada");
    packages.meanwhile(
        () -> {
          var unused = snapshots.restore(ada, before.id(), "ada");
        });
    assertThatThrownBy(() -> software.install(ada, List.of(EDITOR), "ada", line -> {}))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("meanwhile; try again");
    assertThat(packages.calls()).containsExactly("install " + ada);
    assertThat(types()).containsExactly("session.packages_asked", "session.packages_failed");
    assertThat(changes.fired().get(1).problem())
        .hasValueSatisfying(why -> assertThat(why).contains("meanwhile"));
  }

  @Test
  void aDesktopThatIsDeletedWhileSoftwareIsInstalledIsSaidSo() {
    packages.meanwhile(() -> room.sessions().delete(ada, false, "ada"));
    assertThatThrownBy(() -> software.install(ada, List.of(EDITOR), "ada", line -> {}))
        .isInstanceOf(UnknownSession.class);
    assertThat(packages.calls()).containsExactly("install " + ada);
  }

  @Test
  void nobodyDrivesADesktopThatGetsANewerBase() throws InterruptedException {
    packages.has(EDITOR);
    packages.meanwhile(
        () ->
            assertThatThrownBy(() -> saved.leases().takeForTask(ada, "task_a"))
                .isInstanceOf(ControlHeld.class)
                .hasMessageContaining("being made anew"));
    software.upgrade(ada, "ada", line -> {});
    Session anew = room.sessions().awaitReady(ada, SOON);
    assertThat(anew.disk().home()).isZero();
    assertThat(anew.disk().system()).isPresent();
    assertThat(copies.systems()).contains(anew.disk().system().get());
    assertThat(copies.contents()).containsOnly(Map.entry(ada + " 0", "letters"));
    assertThat(saved.leases().current(ada)).isEmpty();
    assertThat(types()).containsExactly("session.upgrade_asked", "session.upgraded");
  }

  @Test
  void anUpgradeThatDoesNotComeAboutLeavesNoSystemAndIsOnRecord() {
    packages.has(EDITOR);
    packages.meanwhile(() -> room.repository().remove(ada, false));
    assertThatThrownBy(() -> software.upgrade(ada, "ada", line -> {}))
        .isInstanceOf(UnknownSession.class);
    assertThat(copies.systems()).noneMatch(name -> name.startsWith(ada + "."));
    assertThat(types()).containsExactly("session.upgrade_asked", "session.upgrade_failed");
    assertThat(saved.leases().current(ada)).isEmpty();
  }

  @Test
  void whatAnUpgradeHasJustBuiltIsNotTakenForLeftOver() throws InterruptedException {
    packages.has(EDITOR);
    List<Object> seen = new ArrayList<>();
    packages.meanwhile(
        () -> {
          seen.addAll(saved.orphans().find());
          seen.addAll(saved.orphans().remove("ada"));
        });
    software.upgrade(ada, "ada", line -> {});
    assertThat(seen).isEmpty();
    Disk disk = room.sessions().awaitReady(ada, SOON).disk();
    assertThat(copies.systems()).contains(disk.system().orElseThrow());
  }

  private List<String> types() {
    return changes.fired().stream().map(SoftwareChanged::type).toList();
  }

  /** Packages that are installed by their names only. */
  private final class Packages implements DesktopSoftware {
    private final List<String> calls = new ArrayList<>();
    private List<PackageName> present = List.of();
    private Runnable meanwhile = () -> {};

    List<String> calls() {
      return calls;
    }

    void has(PackageName name) {
      present = List.of(name);
    }

    void meanwhile(Runnable work) {
      meanwhile = work;
    }

    @Override
    public List<PackageName> installed(String id) {
      return present;
    }

    @Override
    public void install(
        DesktopSpec spec,
        List<PackageName> names,
        Consumer<String> progress,
        Consumer<Runnable> alone) {
      calls.add("install " + spec.id());
      meanwhile.run();
      alone.accept(() -> calls.add("transplant " + spec.id()));
    }

    @Override
    public void build(String id, String name, List<PackageName> names, Consumer<String> progress) {
      copies.putSystem(name);
      meanwhile.run();
    }
  }
}
