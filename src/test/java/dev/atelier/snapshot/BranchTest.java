package dev.atelier.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.Disk;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Size;
import dev.atelier.session.Session;
import dev.atelier.session.SessionStatus;
import dev.atelier.task.SampleTasks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BranchTest {

  @Test
  void whatWasMadeFromASnapshotIsBelowIt() {
    assertThat(
            grown(
                List.of(made("ada", ""), made("bob", "s1"), made("cleo", "s2"), made("dan", "s3")),
                List.of(saved("s3", "bob"), saved("s2", "ada"), saved("s1", "ada"))))
        .isEqualTo("ada[s2{cleo[]} s1{bob[s3{dan[]}]}]");
  }

  @Test
  void whatCameFromASnapshotThatIsNotAmongTheseIsAtTheTop() {
    assertThat(
            grown(
                List.of(made("ada", ""), made("bob", "gone")),
                List.of(saved("s2", "bob"), saved("s1", "ada"))))
        .isEqualTo("ada[s1{}] bob[s2{}]");
  }

  @Test
  void theSnapshotsOfDesktopsThatAreGoneComeLastByTheirLatestName() {
    List<Branch> trunk =
        Branch.grow(List.of(made("ada", ""), made("bob", "s1")), List.of(saved("s1", "gone")));
    assertThat(words(trunk)).isEqualTo("ada[] gone[s1{bob[]}]");
    assertThat(trunk.get(1).there()).isFalse();
    assertThat(trunk.get(1).label()).isEqualTo("Desktop gone");
  }

  @Test
  void howManyThereAreAndWhatTheyTakeIsAdded() {
    Branch ada =
        Branch.grow(
                List.of(made("ada", ""), made("bob", "s1")),
                List.of(saved("s3", "bob"), saved("s2", "ada"), saved("s1", "ada")))
            .get(0);
    assertThat(ada.count()).isEqualTo(3);
    assertThat(ada.bytes()).isEqualTo(6);
  }

  private static String grown(List<Session> sessions, List<Snapshot> snapshots) {
    return words(Branch.grow(sessions, snapshots));
  }

  private static String words(List<Branch> branches) {
    return branches.stream().map(BranchTest::words).collect(Collectors.joining(" "));
  }

  private static String words(Branch branch) {
    return branch.sessionId()
        + branch.twigs().stream()
            .map(twig -> twig.snapshot().id() + "{" + words(twig.made()) + "}")
            .collect(Collectors.joining(" ", "[", "]"));
  }

  private static Session made(String id, String origin) {
    return new Session(
        id,
        "Desktop " + id,
        "docker",
        Look.STANDARD,
        new Size(1280, 720),
        Quota.STANDARD,
        Disk.FRESH,
        SessionStatus.READY,
        Optional.empty(),
        true,
        Optional.of(origin).filter(named -> !named.isEmpty()),
        SampleTasks.START,
        Optional.empty());
  }

  private static Snapshot saved(String id, String sessionId) {
    return new Snapshot(
        id,
        sessionId,
        "Desktop " + sessionId,
        "docker",
        Snapshot.Kind.ASKED,
        Snapshot.State.READY,
        "",
        Optional.empty(),
        Look.STANDARD,
        new Size(1280, 720),
        1,
        2,
        Optional.empty(),
        "ada",
        SampleTasks.START);
  }
}
