package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.HandSetClock;
import dev.atelier.desktop.Disk;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Size;
import dev.atelier.session.Session;
import dev.atelier.session.SessionStatus;
import dev.atelier.task.SampleTasks;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What the repositories of sessions promise on every database. */
interface SessionStorageContract {
  int WRITERS = 6;

  /** Of an empty database. */
  Jdbi jdbi();

  /** The same. */
  Transactions transactions();

  private JdbiSessionRepository sessions() {
    return new JdbiSessionRepository(jdbi(), new HandSetClock());
  }

  @Test
  default void aSessionIsReadAsItWasWritten() {
    Session written = SessionDraft.of("sess_a").with(Optional.of("“no” ☕ 日本語 🦊"));
    sessions().add(written);
    assertThat(sessions().find("sess_a")).contains(written);
    assertThat(sessions().all()).containsExactly(written);
  }

  @Test
  default void aChangedSessionIsReadAsItWasChanged() {
    sessions().add(SessionDraft.of("sess_a").session());
    Session changed =
        new Session(
            "sess_a",
            "🦊".repeat(80),
            "docker",
            new Look("dark", Optional.of("#b4532f")),
            new Size(800, 600),
            new Quota(1.5, 2048, 300, 9000),
            new Disk(Optional.of("kept:7"), 7),
            SessionStatus.FAILED,
            Optional.of("x".repeat(5000)),
            true,
            Optional.of("snap_a"),
            SampleTasks.START,
            Optional.of(SampleTasks.START.plusSeconds(60)));
    sessions().update(changed);
    Session read = sessions().find("sess_a").orElseThrow();
    assertThat(read.label()).isEqualTo(changed.label());
    assertThat(read.resolution()).isEqualTo(changed.resolution());
    assertThat(read.look()).isEqualTo(changed.look());
    assertThat(read.quota()).isEqualTo(changed.quota());
    assertThat(read.disk()).isEqualTo(changed.disk());
    assertThat(read.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(read.problem().orElseThrow()).hasSize(2000);
    assertThat(read.everReady()).isTrue();
    assertThat(read.expiresAt()).isEqualTo(changed.expiresAt());
  }

  @Test
  default void aRemovedSessionIsGoneButKnown() {
    sessions().add(SessionDraft.of("sess_a").session());
    assertThat(sessions().remove("sess_a", false)).isTrue();
    assertThat(sessions().remove("sess_a", false)).isFalse();
    assertThat(sessions().find("sess_a")).isEmpty();
    assertThat(sessions().lock("sess_a")).isEmpty();
    assertThat(sessions().all()).isEmpty();
    assertThat(sessions().known("sess_a")).isTrue();
    assertThat(sessions().known("sess_b")).isFalse();
  }

  @Test
  default void theDefaultSessionIsFoundByItsMarkUntilItIsGone() {
    sessions().add(SessionDraft.of("sess_other").session());
    assertThat(sessions().findDefault()).isEmpty();
    assertThat(sessions().defaults()).isEmpty();
    Session first = SessionDraft.of("sess_b").at(SampleTasks.START);
    sessions().addDefault(first);
    assertThat(sessions().findDefault()).contains(first);
    sessions().update(SessionDraft.of("sess_b").with(Optional.of("a problem")));
    assertThat(sessions().findDefault()).isPresent();
    sessions().remove("sess_b", false);
    assertThat(sessions().findDefault()).isEmpty();
    Session second = SessionDraft.of("sess_a").at(SampleTasks.START.plusSeconds(1));
    sessions().addDefault(second);
    assertThat(sessions().findDefault()).contains(second);
    assertThat(sessions().defaults()).containsExactly("sess_a", "sess_b");
    assertThat(sessions().all()).extracting(Session::id).contains("sess_other", "sess_a");
  }

  @Test
  default void thatAHomeIsToGoIsKnownUntilItIsGone() {
    sessions().add(SessionDraft.of("sess_a").session());
    sessions().add(SessionDraft.of("sess_b").session());
    sessions().add(SessionDraft.of("sess_c").session());
    sessions().remove("sess_a", true);
    sessions().remove("sess_b", false);
    assertThat(sessions().toPurge()).extracting(Session::id).containsExactly("sess_a");
    assertThat(sessions().remove("sess_b", true)).isFalse();
    assertThat(sessions().isPurged("sess_a")).isFalse();
    sessions().purged("sess_a");
    sessions().purged("sess_a");
    assertThat(sessions().isPurged("sess_a")).isTrue();
    assertThat(sessions().toPurge()).isEmpty();
  }

  @Test
  default void sessionsComeInTheOrderInWhichTheyWereMade() {
    sessions().add(SessionDraft.of("sess_b").at(SampleTasks.START.plusSeconds(1)));
    sessions().add(SessionDraft.of("sess_a").at(SampleTasks.START.plusSeconds(2)));
    sessions().add(SessionDraft.of("sess_c").at(SampleTasks.START));
    assertThat(sessions().all())
        .extracting(Session::id)
        .containsExactly("sess_c", "sess_b", "sess_a");
  }

  @Test
  default void changesAtTheSameTimeDoNotUndoEachOther() throws Exception {
    sessions().add(SessionDraft.of("sess_a").session());
    AtOnce.all(
        WRITERS,
        number ->
            transactions()
                .within(
                    () -> {
                      Session present = sessions().lock("sess_a").orElseThrow();
                      Session more = new SessionDraft(present).cpus(present.quota().cpus() + 1);
                      sessions().update(more);
                      return more;
                    }));
    assertThat(sessions().find("sess_a").orElseThrow().quota().cpus()).isEqualTo(WRITERS);
  }
}
