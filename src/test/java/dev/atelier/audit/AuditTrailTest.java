package dev.atelier.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.control.ActionBegins;
import dev.atelier.control.ActionEnded;
import dev.atelier.control.ActionOutcome;
import dev.atelier.control.ActionRefused;
import dev.atelier.control.Actor;
import dev.atelier.cost.BookedCall;
import dev.atelier.cost.CallBooked;
import dev.atelier.desktop.Action;
import dev.atelier.json.Json;
import dev.atelier.snapshot.SnapshotUsed;
import dev.atelier.software.SoftwareChanged;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.StepTaken;
import dev.atelier.task.Task;
import dev.atelier.task.TaskChanged;
import dev.atelier.vision.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
  private final MemoryAuditRepository record = new MemoryAuditRepository();
  private final HandSetClock clock = new HandSetClock();
  private final AuditTrail trail = new AuditTrail(record, clock, new FakeEvents<>());

  @Test
  void eachEntryFollowsTheOneBeforeIt() {
    trail.append("sess_a", Actor.caller("ada"), "session.created", Map.of());
    trail.append("sess_a", Actor.caller("ada"), "session.ready", Map.of());
    assertThat(entries()).extracting(AuditEntry::seq).containsExactly(1L, 2L);
    assertThat(entries().get(0).prevHash()).isEqualTo(AuditEntry.BEGINNING);
    assertThat(entries().get(1).prevHash()).isEqualTo(entries().get(0).hash());
    assertThat(entries()).allMatch(AuditEntry::intact);
    assertThat(entries().get(0).at()).isEqualTo(clock.instant());
  }

  @Test
  void eachDesktopHasAChainOfItsOwn() {
    trail.append("sess_a", Actor.caller("ada"), "session.created", Map.of());
    trail.append("sess_b", Actor.caller("ada"), "session.created", Map.of());
    assertThat(record.entries("sess_b", 0, Optional.empty(), 9))
        .extracting(AuditEntry::seq)
        .containsExactly(1L);
  }

  @Test
  void anActionIsWrittenDownWhenItBeginsAndWhenItEnds() {
    Action type = new Action.Type("日本語");
    Actor actor = Actor.task("task_1", 3);
    trail.actionBegins(new ActionBegins("sess_a", actor, 7, type));
    trail.actionEnded(
        new ActionEnded(
            "sess_a",
            actor,
            7,
            type,
            new ActionOutcome(
                false, "desktop error: gone", Duration.ofMillis(7), Optional.empty())));
    assertThat(entries())
        .extracting(entry -> entry.detail().get("phase"))
        .containsExactly("begins", "ended");
    assertThat(entries().get(1).detail())
        .containsEntry("verb", "type")
        .containsEntry("parameters", Map.of("text", "日本語"))
        .containsEntry("ok", false)
        .containsEntry("result", "desktop error: gone");
    assertThat(entries().get(1).taskId()).contains("task_1");
    assertThat(entries().get(1).step()).isEqualTo(3);
  }

  @Test
  void whereADesktopWentBackToAndWhyItCouldNotIsWrittenDown() {
    trail.snapshotUsed(
        new SnapshotUsed("sess_a", "snap_1", "session.restored", "ada", Optional.empty()));
    trail.snapshotUsed(
        new SnapshotUsed(
            "sess_a", "snap_1", "session.restore_failed", "ada", Optional.of("no room")));
    trail.softwareChanged(
        new SoftwareChanged(
            "sess_a",
            "session.packages_failed",
            List.of("gedit"),
            "ada",
            Optional.of("no such package")));
    assertThat(entries())
        .extracting(AuditEntry::detail)
        .containsExactly(
            Map.of("snapshot_id", "snap_1"),
            Map.of("snapshot_id", "snap_1", "problem", "no room"),
            Map.of("packages", List.of("gedit"), "problem", "no such package"));
  }

  @Test
  void whatAPersonSaidAlongWithAnAnswerIsWrittenDown() {
    Task task = SampleTasks.running("task_1", "sess_a");
    trail.taskChanged(new TaskChanged(task, "task.denied", "ada", "too dear"));
    trail.taskChanged(new TaskChanged(task, "task.approved", "ada"));
    assertThat(entries().get(0).detail()).containsEntry("note", "too dear");
    assertThat(entries().get(1).detail()).doesNotContainKey("note");
  }

  @Test
  void theBoundOfATaskIsWrittenDownWhenItIsGivenAndWhenItIsRaised() {
    Task task = SampleTasks.running("task_1", "sess_a");
    Task unbounded = task.with(BigDecimal.ZERO, Optional.empty());
    trail.taskChanged(new TaskChanged(task, "task.started", "ada"));
    trail.taskChanged(
        new TaskChanged(
            task.with(BigDecimal.ONE, Optional.of(new BigDecimal("0.80"))), "task.resumed", "ada"));
    trail.taskChanged(new TaskChanged(unbounded, "task.started", "ada"));
    assertThat(entries().get(0).detail()).containsEntry("max_usd", new BigDecimal("0.25"));
    assertThat(entries().get(1).detail()).containsEntry("max_usd", new BigDecimal("0.80"));
    assertThat(entries().get(2).detail()).doesNotContainKey("max_usd");
  }

  @Test
  void everyModelCallIsWrittenDownWithWhatItTookAndCost() {
    BookedCall call =
        new BookedCall(
            "call_1",
            Instant.EPOCH,
            LocalDate.EPOCH,
            "sess_a",
            "task_1",
            3,
            "anthropic",
            "claude",
            Usage.of(0, 0),
            BigDecimal.ONE,
            BookedCall.State.OPEN);
    trail.callBooked(
        new CallBooked(
            call, BookedCall.State.SETTLED, new Usage(1, 2, 3, 4), new BigDecimal("0.25")));
    AuditEntry entry = entries().get(0);
    assertThat(entry.type()).isEqualTo("budget.call");
    assertThat(entry.taskId()).contains("task_1");
    assertThat(entry.step()).isEqualTo(3);
    assertThat(entry.detail())
        .containsEntry("state", "settled")
        .containsEntry("cache_write_tokens", 4)
        .containsEntry("model", "claude");
    assertThat(entry.detail().get("usd")).hasToString("0.25");
  }

  @Test
  void aRefusalIsWrittenDownWithItsReason() {
    trail.actionRefused(
        new ActionRefused("sess_a", Actor.caller("eve"), "{\"action\":\"explode\"}", "no verb"));
    assertThat(entries().get(0).actor()).isEqualTo("eve");
    assertThat(entries().get(0).detail())
        .containsEntry("phase", "refused")
        .containsEntry("reason", "no verb");
  }

  @Test
  void aTaskIsWrittenDownWithItsGoal() {
    trail.taskChanged(
        new TaskChanged(SampleTasks.running("task_1", "sess_a"), "task.started", "ada"));
    assertThat(entries().get(0).type()).isEqualTo("task.started");
    assertThat(entries().get(0).detail()).containsEntry("goal", "press Return");
  }

  @Test
  void ofStepsOnlyWordsAreWrittenDownSinceActionsAreAlready() {
    var task = SampleTasks.running("task_1", "sess_a");
    trail.stepTaken(new StepTaken(task, SampleTasks.step("task_1", 1)));
    trail.stepTaken(new StepTaken(task, SampleTasks.words("task_1", 2, "all is said")));
    assertThat(entries()).extracting(AuditEntry::type).containsExactly("task.said");
  }

  @Test
  void anEntryReadBackFromItsJsonIsIntact() {
    trail.append(
        "sess_a",
        Actor.caller("ada"),
        "action",
        Map.of(
            "large",
            1.0e10,
            "small",
            1.0e-7,
            "cost",
            new BigDecimal("0.00000100"),
            "long",
            Long.MAX_VALUE,
            "nested",
            Map.of("b", 1.5, "a", List.of(1, 2.25, "ü")),
            "at",
            clock.instant()));
    AuditEntry kept = entries().get(0);
    AuditEntry read =
        new AuditEntry(
            kept.chain(),
            kept.seq(),
            kept.at(),
            kept.taskId(),
            kept.step(),
            kept.actor(),
            kept.type(),
            Json.readObject(Json.write(kept.detail())),
            kept.epoch(),
            kept.prevHash(),
            kept.hash());
    assertThat(read.intact()).isTrue();
  }

  private List<AuditEntry> entries() {
    return record.entries("sess_a", 0, Optional.empty(), 99);
  }
}
