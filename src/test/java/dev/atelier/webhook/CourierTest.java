package dev.atelier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.HandSetClock;
import dev.atelier.storage.OutboxOnH2;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Task;
import dev.atelier.task.TaskChanged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CourierTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final HandSetClock clock = new HandSetClock();
  private final OutboxOnH2 database = new OutboxOnH2();
  private final Receiver receiver = new Receiver();
  private final Task task = SampleTasks.running("task_a", "sess_a");

  @TempDir private Path data;
  private WebhookRoom room;

  @BeforeEach
  void open() {
    room = new WebhookRoom(database, data, clock, Optional.empty());
  }

  @AfterEach
  void close() {
    room.close();
    receiver.close();
  }

  private Delivery newest(Webhook webhook) {
    return room.deliveries().ofWebhook(webhook.id(), Optional.empty(), 1).get(0);
  }

  private static Delivery ofSettings(WebhookRoom room) {
    return room.deliveries().ofWebhook(Webhook.OF_SETTINGS, Optional.empty(), 1).get(0);
  }

  private void awaitState(Webhook webhook, Delivery.State state, int attempts) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(
            () -> {
              assertThat(newest(webhook).state()).isEqualTo(state);
              assertThat(newest(webhook).attempts()).isEqualTo(attempts);
              assertThat(newest(webhook).duration()).isPresent();
            });
  }

  /** What came while a look was under way is seen by the next one, which the timer has begin. */
  private void awaitTold(int count) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(
            () -> {
              room.nudge();
              assertThat(receiver.told()).hasSizeGreaterThanOrEqualTo(count);
            });
  }

  @Test
  void aReceiverIsToldOfATaskSignedAndInOrder() {
    Webhook webhook = room.tells(receiver);
    room.happens(task, "task.started");
    Task ended = SampleTasks.completed(task, "42 rows “done”");
    room.happens(ended, "task.completed");
    awaitTold(2);
    awaitState(webhook, Delivery.State.DELIVERED, 1);
    assertThat(receiver.told())
        .extracting(Receiver.Told::type)
        .containsExactly("task.started", "task.finished");
    assertThat(receiver.told()).allMatch(Receiver.Told::genuine);
    Receiver.Told finished = receiver.told().get(1);
    assertThat(finished.path()).isEqualTo("/hook?from=atelier");
    assertThat(finished.json().get("id")).isEqualTo(finished.id());
    assertThat(finished.timestamp()).isEqualTo("" + clock.instant().getEpochSecond());
    assertThat(finished.data())
        .containsEntry("task_id", "task_a")
        .containsEntry("session_id", "sess_a")
        .containsEntry("status", "completed")
        .containsEntry("final_text", "42 rows “done”")
        .containsEntry("error", "")
        .containsEntry("transcript_path", "/sessions/sess_a/task/task_a")
        .containsKeys("total_cost_usd", "goal", "finished_at");
    assertThat(newest(webhook).status()).contains(204);
    assertThat(newest(webhook).problem()).isEmpty();
  }

  @Test
  void oneThatFailsIsTriedAgainEverMoreSeldomWithTheSameIdAndThenGivenUp() {
    receiver.answers(message -> 500);
    Webhook webhook = room.tells(receiver);
    room.happens(task, "task.started");
    Duration waited = Duration.ZERO;
    Duration before = Duration.ZERO;
    for (int attempt = 1; attempt < 10; attempt++) {
      awaitState(webhook, Delivery.State.PENDING, attempt);
      Duration pause = Duration.between(clock.instant(), newest(webhook).nextAttemptAt());
      assertThat(pause).isGreaterThan(before.dividedBy(2));
      clock.pass(pause.minusMillis(1));
      room.nudge();
      assertThat(receiver.told()).hasSize(attempt);
      clock.pass(Duration.ofMillis(1));
      waited = waited.plus(pause);
      before = pause;
      retry(attempt + 1);
    }
    awaitState(webhook, Delivery.State.GIVEN_UP, 10);
    assertThat(waited).isBetween(Duration.ofHours(18), Duration.ofHours(26));
    assertThat(newest(webhook).problem()).isEqualTo("the receiver answered 500");
    assertThat(newest(webhook).status()).contains(500);
    assertThat(receiver.told().stream().map(Receiver.Told::id).distinct()).hasSize(1);
    assertThat(receiver.told()).hasSize(10).allMatch(Receiver.Told::genuine);
    assertThat(receiver.told().stream().map(Receiver.Told::timestamp).distinct()).hasSize(10);
    assertThat(room.noted().fired())
        .extracting(WebhookChanged::type)
        .containsExactly("webhook.added", "webhook.given_up");

    receiver.answers(message -> 200);
    room.webhooks().redeliver(webhook.id(), newest(webhook).id(), "ada");
    retry(11);
    awaitState(webhook, Delivery.State.DELIVERED, 1);
  }

  /** A look that was still under way saw the time before. */
  private void retry(int told) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              room.nudge();
              return receiver.told().size() >= told;
            });
  }

  @Test
  void aRedirectIsNotFollowedAndWhatIsGoneIsGivenUpAtOnce() {
    receiver.answers(message -> 302);
    Webhook webhook = room.tells(receiver);
    room.happens(task, "task.started");
    awaitState(webhook, Delivery.State.PENDING, 1);
    assertThat(newest(webhook).problem()).contains("302", "redirects are not followed");
    assertThat(receiver.told()).hasSize(1);
    receiver.answers(message -> 410);
    clock.pass(Duration.ofMinutes(1));
    retry(2);
    awaitState(webhook, Delivery.State.GIVEN_UP, 2);
  }

  @Test
  void aReceiverThatHangsOrIsNotThereDelaysNobody() {
    try (Receiver hanging = new Receiver();
        Receiver away = new Receiver()) {
      hanging.answers(message -> Receiver.NO_ANSWER);
      Webhook slow = room.tells(hanging);
      Webhook dead = room.tells(away);
      away.close();
      room.tells(receiver);
      long begin = System.nanoTime();
      for (int n = 0; n < 20; n++) {
        room.happens(SampleTasks.running("task_" + n, "sess_a"), "task.started");
      }
      awaitTold(20);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
      assertThat(hanging.told()).hasSizeLessThan(8);
      assertThat(receiver.told())
          .extracting(told -> told.data().get("task_id"))
          .doesNotHaveDuplicates();
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                assertThat(problems(slow)).contains("no answer within 2 s");
                assertThat(problems(dead)).anyMatch(each -> each.contains("no connection"));
              });
    }
  }

  private List<String> problems(Webhook webhook) {
    return room.deliveries().ofWebhook(webhook.id(), Optional.empty(), 99).stream()
        .map(Delivery::problem)
        .toList();
  }

  @Test
  void whatFollowsInATaskWaitsForWhatWasBeforeButNotForever() {
    receiver.answers(message -> message.type().equals("task.started") ? 503 : 200);
    Webhook webhook = room.tells(receiver);
    room.happens(task, "task.started");
    awaitState(webhook, Delivery.State.PENDING, 1);
    room.happens(SampleTasks.completed(task, "done"), "task.completed");
    room.happens(SampleTasks.running("task_b", "sess_a"), "task.started");
    awaitTold(2);
    assertThat(receiver.told())
        .extracting(told -> told.data().get("task_id"))
        .containsExactly("task_a", "task_b");
    for (int attempt = 2; attempt <= Patience.KEEPS_ORDER; attempt++) {
      assertThat(types()).doesNotContain("task.finished");
      awaitWrittenDown(webhook);
      clock.pass(Duration.ofMinutes(10));
      retry(2 * attempt);
    }
    retry(2 * Patience.KEEPS_ORDER + 1);
    assertThat(types()).contains("task.finished");
  }

  /** What was heard is written down a moment later; until then its attempt is claimed. */
  private void awaitWrittenDown(Webhook webhook) {
    Instant lapse = clock.instant().plus(Courier.CLAIM);
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () ->
                room.deliveries().ofWebhook(webhook.id(), Optional.empty(), 99).stream()
                    .noneMatch(delivery -> delivery.nextAttemptAt().equals(lapse)));
  }

  private List<String> types() {
    return receiver.told().stream().map(Receiver.Told::type).toList();
  }

  @Test
  void aServerThatStartsAgainGoesOnWhereTheLastOneWas() {
    receiver.answers(message -> 503);
    Webhook webhook = room.tells(receiver);
    room.happens(task, "task.started");
    awaitState(webhook, Delivery.State.PENDING, 1);
    room.close();
    clock.pass(Duration.ofMinutes(1));
    receiver.answers(message -> 204);
    try (WebhookRoom again = new WebhookRoom(database, data, clock, Optional.empty())) {
      again.courier().begin();
      awaitTold(2);
      awaitState(webhook, Delivery.State.DELIVERED, 2);
      assertThat(receiver.told()).allMatch(Receiver.Told::genuine);
      assertThat(receiver.told().get(1).id()).isEqualTo(receiver.told().get(0).id());
    }
  }

  @Test
  void whatASettingsWebhookThatIsGoneStillHadToBeToldIsGivenUp() {
    room.close();
    receiver.answers(message -> 503);
    try (WebhookRoom with = new WebhookRoom(database, data, clock, Optional.of(receiver.url()))) {
      with.happens(task, "task.started");
      awaitTold(1);
      // The receiver hears before the attempt is written down.
      await().atMost(SOON).until(() -> ofSettings(with).duration().isPresent());
    }
    clock.pass(Duration.ofMinutes(2));
    try (WebhookRoom without = new WebhookRoom(database, data, clock, Optional.empty())) {
      await()
          .atMost(SOON)
          .until(
              () -> {
                without.nudge();
                return ofSettings(without).state() == Delivery.State.GIVEN_UP;
              });
    }
    assertThat(receiver.told()).hasSize(1);
  }

  @Test
  void withAnotherKeyNothingIsSentAndTheLogSaysWhy() throws Exception {
    Webhook webhook = room.tells(receiver);
    room.close();
    Files.delete(data.resolve("webhook-key"));
    try (WebhookRoom other = new WebhookRoom(database, data, clock, Optional.empty())) {
      other.happens(task, "task.started");
      awaitState(webhook, Delivery.State.PENDING, 1);
      assertThat(newest(webhook).problem()).contains("webhook-key", "add it again");
      assertThat(receiver.told()).isEmpty();
    }
  }

  /** Else the outbox of one that swallows connections grows without end. */
  @Test
  void whatDoesNotGetItsTurnForDaysIsGivenUpAndThatIsOnRecordOnce() {
    Webhook webhook = room.tells(receiver);
    for (int n = 0; n < 3; n++) {
      waits(SampleTasks.running("task_" + n, "sess_a"));
    }
    clock.pass(Duration.ofHours(47));
    waits(task);
    room.courier().tidy();
    assertThat(states(webhook)).containsOnly(Delivery.State.PENDING);
    clock.pass(Duration.ofHours(2));
    room.courier().tidy();
    room.courier().tidy();
    assertThat(states(webhook))
        .containsExactly(
            Delivery.State.PENDING,
            Delivery.State.GIVEN_UP,
            Delivery.State.GIVEN_UP,
            Delivery.State.GIVEN_UP);
    assertThat(room.noted().fired())
        .filteredOn(change -> change.type().equals("webhook.given_up"))
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.detail())
                    .containsEntry("webhook_id", webhook.id())
                    .containsEntry("deliveries", 3)
                    .containsKey("problem"));
    Delivery oldest = room.deliveries().ofWebhook(webhook.id(), Optional.empty(), 9).get(3);
    room.webhooks().redeliver(webhook.id(), oldest.id(), "ada");
    room.courier().tidy();
    assertThat(states(webhook).get(3)).isEqualTo(Delivery.State.PENDING);
    assertThat(receiver.told()).isEmpty();
  }

  /** It happens, and the courier is not told. */
  private void waits(Task begun) {
    database.within(
        () -> {
          room.outbox().taskChanged(new TaskChanged(begun, "task.started", "ada"));
          return begun;
        });
  }

  private List<Delivery.State> states(Webhook webhook) {
    return room.deliveries().ofWebhook(webhook.id(), Optional.empty(), 9).stream()
        .map(Delivery::state)
        .toList();
  }

  @Test
  void aPingIsTriedOnce() {
    receiver.answers(message -> 500);
    Webhook webhook = room.tells(receiver);
    Delivery ping = room.webhooks().ping(webhook.id(), "ada");
    room.nudge();
    awaitState(webhook, Delivery.State.GIVEN_UP, 1);
    assertThat(newest(webhook).id()).isEqualTo(ping.id());
    assertThat(receiver.told().get(0).type()).isEqualTo("ping");
    assertThat(receiver.told().get(0).data()).containsEntry("webhook_id", webhook.id());
  }

  @Test
  void whoIsDeletedIsToldNothingMore() {
    receiver.answers(message -> 500);
    Webhook webhook = room.tells(receiver);
    room.happens(task, "task.started");
    awaitState(webhook, Delivery.State.PENDING, 1);
    room.webhooks().remove(webhook.id(), "ada");
    clock.pass(Duration.ofDays(1));
    room.happens(SampleTasks.completed(task, "done"), "task.completed");
    room.nudge();
    assertThat(room.deliveries().webhooksWithDue(clock.instant())).isEmpty();
    assertThat(receiver.told()).hasSize(1);
  }
}
