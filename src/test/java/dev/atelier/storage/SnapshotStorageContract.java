package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.Look;
import dev.atelier.desktop.Size;
import dev.atelier.session.Session;
import dev.atelier.snapshot.Restoration;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.Snapshot.Template;
import dev.atelier.task.SampleTasks;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What the repositories of snapshots promise on every database. */
interface SnapshotStorageContract {
  /** Of an empty database. */
  Jdbi jdbi();

  private JdbiSnapshotRepository snapshots() {
    return new JdbiSnapshotRepository(jdbi());
  }

  @Test
  default void aSnapshotIsReadAsItWasWrittenHoweverLongItsWords() {
    Snapshot written = snapshot("snap_a", Optional.empty());
    Snapshot offered =
        snapshot(
            "snap_b",
            Optional.of(
                new Template(
                    "🦊".repeat(Template.LONGEST_NAME),
                    "🦊".repeat(Template.LONGEST_DESCRIPTION))));
    snapshots().add(written);
    snapshots().add(offered);
    assertThat(snapshots().find("snap_a")).contains(written);
    assertThat(snapshots().ofSession("sess_a")).containsExactly(offered, written);
    assertThat(snapshots().ofTask("task_a")).contains(offered);
    snapshots().remove("snap_b");
    assertThat(snapshots().all()).containsExactly(written);
  }

  @Test
  default void whatIsChangedOfASnapshotIsKept() {
    Snapshot before = snapshot("snap_a", Optional.empty());
    Snapshot after =
        snapshot("snap_a", "the bank logged in", Optional.of(new Template("Office", "")));
    snapshots().add(before);
    snapshots().update(after);
    assertThat(snapshots().find("snap_a")).contains(after);
  }

  @Test
  default void howADesktopWentBackIsReadAsItWasWritten() {
    Restoration undone =
        new Restoration(
            "sess_a", SampleTasks.START.plusSeconds(60), SampleTasks.START, Optional.of("task_a"));
    Restoration other =
        new Restoration(
            "sess_a", SampleTasks.START.plusSeconds(90), Instant.EPOCH, Optional.empty());
    snapshots().add(undone);
    snapshots().add(other);
    assertThat(snapshots().restorations("sess_a")).containsExactlyInAnyOrder(undone, other);
    assertThat(snapshots().restorations("sess_b")).isEmpty();
  }

  static Snapshot snapshot(String id, Optional<Template> template) {
    return snapshot(id, "🦊".repeat(Snapshot.LONGEST_NOTE), template);
  }

  private static Snapshot snapshot(String id, String note, Optional<Template> template) {
    return new Snapshot(
        id,
        "sess_a",
        "🦊".repeat(Session.LONGEST_LABEL),
        "docker",
        Snapshot.Kind.UNDO,
        Snapshot.State.READY,
        note,
        Optional.of("task_a"),
        new Look("dark", Optional.of("#b4532f")),
        new Size(800, 600),
        7,
        9,
        template,
        "🦊".repeat(100),
        SampleTasks.START);
  }
}
