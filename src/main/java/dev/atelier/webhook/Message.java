package dev.atelier.webhook;

import dev.atelier.Ids;
import dev.atelier.json.Json;
import dev.atelier.schedule.Schedule;
import dev.atelier.schedule.ScheduleRun;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import dev.atelier.task.TaskStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is told of one event, the same to everybody. */
record Message(
    String id, WebhookEvent event, Optional<String> taskId, Instant at, Map<String, Object> data) {
  /** The transcript has all of it. */
  private static final int LONGEST_TEXT = 20_000;

  static Message of(WebhookEvent event, Task task, Instant at) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("session_id", task.sessionId());
    data.put("task_id", task.id());
    data.put("goal", task.goal().text());
    data.put("status", task.status().word());
    data.put("backend", task.backend());
    data.put("model", task.model());
    data.put("step_count", task.stepCount());
    data.put("total_cost_usd", task.totalCostUsd());
    data.put("max_usd", task.maxUsd().orElse(null));
    data.put("final_text", shortened(task.finalText()));
    data.put("error", shortened(task.error()));
    data.put("started_at", task.startedAt());
    data.put("finished_at", task.finishedAt().orElse(null));
    data.put("transcript_path", "/sessions/" + task.sessionId() + "/task/" + task.id());
    return new Message(Ids.next("event_"), event, Optional.of(task.id()), at, data);
  }

  /** A task waits for a person's answer. */
  static Message question(Task task, Step asked, Instant at) {
    WebhookEvent event =
        task.status() == TaskStatus.NEEDS_YOU
            ? WebhookEvent.TASK_NEEDS_YOU
            : WebhookEvent.TASK_NEEDS_APPROVAL;
    Message message = of(event, task, at);
    message.data.put("step", asked.number());
    message.data.put("question", shortened(asked.text()));
    return message;
  }

  /** What was due by the clock did not come to a good end. */
  static Message failure(Schedule schedule, ScheduleRun run, Instant at) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("session_id", schedule.draft().sessionId());
    data.put("schedule_id", schedule.id());
    data.put("name", schedule.draft().name());
    data.put("planned_at", run.plannedAt());
    data.put("outcome", run.outcome().word());
    data.put("reason", shortened(run.reason()));
    data.put("task_id", run.taskId().orElse(null));
    return new Message(Ids.next("event_"), WebhookEvent.SCHEDULE_FAILED, run.taskId(), at, data);
  }

  static Message ping(Webhook webhook, Instant at) {
    return new Message(
        Ids.next("event_"),
        WebhookEvent.PING,
        Optional.empty(),
        at,
        Map.of("webhook_id", webhook.id()));
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
  }

  private String body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", event.word());
    body.put("id", id);
    body.put("timestamp", at);
    body.put("data", data);
    return Json.write(body);
  }

  /** This message on its way to a webhook, due at once. */
  Delivery to(Webhook webhook) {
    return new Delivery(
        Ids.next("delivery_"),
        webhook.id(),
        id,
        event,
        taskId,
        body(),
        at,
        Delivery.State.PENDING,
        0,
        at,
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty());
  }
}
