package dev.atelier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.HandSetClock;
import dev.atelier.json.Json;
import dev.atelier.storage.OutboxOnH2;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.StepTaken;
import dev.atelier.task.Task;
import dev.atelier.task.TaskChanged;
import dev.atelier.task.TaskStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutboxTest {
  private static final String URL = "http://127.0.0.1:9/hook";

  private final HandSetClock clock = new HandSetClock();
  private final OutboxOnH2 database = new OutboxOnH2();
  private final Task task = SampleTasks.running("task_a", "sess_a");

  @TempDir private Path data;
  private WebhookRoom room;

  @BeforeEach
  void open() {
    room = new WebhookRoom(database, data, clock, Optional.of(URL));
  }

  @AfterEach
  void close() {
    room.close();
  }

  private void changed(Task changed, String type) {
    room.outbox().taskChanged(new TaskChanged(changed, type, "ada"));
  }

  private List<Delivery> told() {
    return room.deliveries().ofWebhook(Webhook.OF_SETTINGS, Optional.empty(), 99);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> data(Delivery delivery) {
    return (Map<String, Object>) Json.readObject(delivery.body()).get("data");
  }

  private List<String> types() {
    return told().stream().map(delivery -> delivery.event().word()).toList();
  }

  @Test
  void beginningsEndsAndCapsAreToldAndNothingElse() {
    changed(task, "task.started");
    changed(task, "task.cancel_asked");
    changed(task, "task.running");
    changed(task, "task.approved");
    changed(task, "task.denied");
    changed(SampleTasks.completed(task, "done"), "task.completed");
    assertThat(types()).containsExactly("task.finished", "task.started");
    changed(SampleTasks.atTheCap(task), "task.budget_exceeded_usd");
    changed(task, "task.resumed");
    assertThat(types())
        .containsExactly(
            "task.started", "budget.exceeded", "task.finished", "task.finished", "task.started");
    assertThat(data(told().get(1)))
        .containsEntry("status", "budget_exceeded_usd")
        .containsEntry("error", "the cap is reached")
        .containsKey("max_usd");
  }

  /** A cancel is put on record for a task that may have ended in that very moment. */
  @Test
  void whatIsAskedOfATaskThatEndedIsNoEnd() {
    Task ended = SampleTasks.completed(task, "done");
    changed(ended, "task.cancel_asked");
    changed(ended, "task.approved");
    assertThat(told()).isEmpty();
  }

  @Test
  void aQuestionIsToldWithItsWords() {
    Task waiting =
        new Task(
            task.id(),
            task.sessionId(),
            task.goal(),
            task.askBefore(),
            task.backend(),
            task.model(),
            TaskStatus.NEEDS_APPROVAL,
            task.maxSteps(),
            task.maxUsd(),
            3,
            task.totalCostUsd(),
            "",
            "",
            task.startedAt(),
            Optional.empty());
    room.outbox()
        .stepTaken(new StepTaken(waiting, SampleTasks.words("task_a", 3, "Pay 42 € to Ada?")));
    room.outbox().stepTaken(new StepTaken(task, SampleTasks.step("task_a", 4)));
    changed(waiting, "task.needs_approval");
    assertThat(types()).containsExactly("task.needs_approval");
    assertThat(data(told().get(0)))
        .containsEntry("status", "needs_approval")
        .containsEntry("question", "Pay 42 € to Ada?")
        .containsEntry("step", 3);
  }

  @Test
  void whoWantsSomeEventsOrDesktopsIsToldOfThoseOnly() {
    Webhook ends =
        new Webhook(
            "hook_ends",
            java.net.URI.create(URL),
            Optional.of(Set.of(WebhookEvent.TASK_FINISHED)),
            Optional.empty(),
            "ada",
            clock.instant());
    Webhook ofB =
        new Webhook(
            "hook_b",
            java.net.URI.create(URL),
            Optional.empty(),
            Optional.of(Set.of("sess_b")),
            "ada",
            clock.instant());
    database.webhooks().add(ends, "sealed");
    database.webhooks().add(ofB, "sealed");
    changed(task, "task.started");
    changed(SampleTasks.completed(task, "done"), "task.completed");
    changed(SampleTasks.running("task_b", "sess_b"), "task.started");
    assertThat(of("hook_ends")).containsExactly("task.finished task_a");
    assertThat(of("hook_b")).containsExactly("task.started task_b");
    assertThat(told()).hasSize(3);
    assertThat(told().get(1).eventId())
        .isEqualTo(room.deliveries().ofWebhook("hook_ends", Optional.empty(), 1).get(0).eventId());
  }

  private List<String> of(String webhook) {
    return room.deliveries().ofWebhook(webhook, Optional.empty(), 99).stream()
        .map(delivery -> delivery.event().word() + " " + delivery.taskId().orElse(""))
        .toList();
  }

  @Test
  void aChangeThatIsUndoneIsNotTold() {
    assertThatThrownBy(
            () ->
                database.within(
                    () -> {
                      changed(task, "task.started");
                      throw new IllegalStateException("and then this");
                    }))
        .hasMessage("and then this");
    assertThat(told()).isEmpty();
  }

  @Test
  void aTaskThatTalksMuchIsToldWithTheBeginning() {
    changed(SampleTasks.completed(task, "🦊\u0000".repeat(100_000)), "task.completed");
    String text = data(told().get(0)).get("final_text").toString();
    assertThat(text).startsWith("🦊").endsWith("…");
    assertThat(text.codePointCount(0, text.length())).isEqualTo(20_001);
  }
}
