package dev.atelier.mcp;

import static dev.atelier.mcp.Toolroom.OPERATOR;
import static dev.atelier.mcp.Toolroom.VIEWER;
import static dev.atelier.mcp.Toolroom.object;
import static dev.atelier.mcp.Toolroom.pictures;
import static dev.atelier.mcp.Toolroom.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.control.Holder;
import dev.atelier.control.Lease;
import dev.atelier.control.Leases;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.KeyChord;
import dev.atelier.task.Task;
import dev.atelier.vision.Decision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TaskToolsTest {
  private Toolroom room;

  @BeforeEach
  void open() throws InterruptedException {
    room = new Toolroom();
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void aGoalIsWaitedForStepByStep() {
    room.backend()
        .act("to send it", new Action.PressKey(KeyChord.parse("Return"), 1))
        .finish("all done");
    Call call = room.call(OPERATOR);
    Said said = room.say(call, "run_task", "goal", "press Return");
    assertThat(said.refused()).isFalse();
    assertThat(object(said))
        .containsEntry("status", "completed")
        .containsEntry("final_text", "all done")
        .containsEntry("desktop", room.session());
    assertThat(pictures(said)).hasSize(1);
    List<String> told = Toolroom.told(call);
    assertThat(told.get(0)).contains("\"progressToken\":7", "\"progress\":0", "goes on");
    assertThat(told.get(1)).contains("\"progress\":1", "\"total\":30", "key: ");
    assertThat(room.tasks().changes().fired().get(0).actor()).isEqualTo("grace");
  }

  @Test
  void whoWaitsNoLongerIsToldWhichTaskGoesOn() throws InterruptedException {
    room.backend().think();
    Said said = room.say(OPERATOR, "run_task", "goal", "press Return", "wait_s", 0);
    assertThat(said.refused()).isFalse();
    assertThat(object(said)).containsEntry("status", "running");
    String task = object(said).get("task_id").toString();
    assertThat(words(room.say(OPERATOR, "run_task", "goal", "press Escape"))).contains(task);
    assertThat(object(room.say(OPERATOR, "cancel_task", "task_id", task)))
        .containsEntry("status", "cancelled");
    assertThat(object(room.say(VIEWER, "task", "task_id", task, "wait_s", 10)))
        .containsEntry("status", "cancelled");
  }

  @Test
  void aCallThatIsTakenBackEndsTheWaitAndNotTheTask() throws Exception {
    room.backend().think();
    Call call = room.call(OPERATOR);
    CompletableFuture<Said> said =
        CompletableFuture.supplyAsync(
            () -> room.say(call, "run_task", "goal", "press Return", "wait_s", 600));
    room.backend().awaitThinking();
    call.unwanted();
    assertThat(object(said.get(5, TimeUnit.SECONDS))).containsEntry("status", "running");
    Task task = room.tasks().tasks().runningOn(room.session()).orElseThrow();
    assertThat(task.status().ended()).isFalse();
  }

  @Test
  void aTaskThatAsksIsToldAtOnceAndGoesOnWithTheAnswer() {
    room.backend().ask("delete everything?").finish("deleted");
    Said asks = room.say(OPERATOR, "run_task", "goal", "tidy up", "wait_s", 600);
    assertThat(object(asks))
        .containsEntry("status", "needs_approval")
        .containsEntry("question", "delete everything?")
        .containsEntry("question_step", 1);
    String task = object(asks).get("task_id").toString();
    assertThat(words(room.say(OPERATOR, "approve_task", "task_id", task, "step", 9)))
        .contains("asks something else by now");
    room.say(OPERATOR, "approve_task", "task_id", task, "step", 1, "note", "Ada said so");
    Said ended = room.say(VIEWER, "task", "task_id", task, "wait_s", 10);
    await()
        .untilAsserted(
            () ->
                assertThat(object(room.say(VIEWER, "task", "task_id", task)))
                    .containsEntry("status", "completed"));
    assertThat(words(ended)).contains("delete everything?");
  }

  /** Whoever took control from a task may be typing what no model is to see. */
  @Test
  void aWaitThatIsOverWhileAPersonHasControlShowsNoScreen() {
    room.backend()
        .then(
            seen -> {
              var unused = take();
              return new Decision.Act(List.of(new Action.Wait(Duration.ofMillis(1))), "too late");
            })
        .finish("done");
    Said waited = room.say(OPERATOR, "run_task", "goal", "tidy up", "wait_s", 1);
    assertThat(object(waited)).containsEntry("status", "paused");
    assertThat(pictures(waited)).isEmpty();
    Leases leases = room.tasks().leases();
    leases.handBack(room.session(), leases.current(room.session()).orElseThrow().id(), "");
  }

  private Lease take() {
    Holder.Person grace = new Holder.Person("grace", false);
    return room.tasks().leases().take(room.session(), grace, Optional.empty());
  }

  @Test
  void whatATaskNeedsOfAPersonIsToldAtOnceAndAnsweredInWords() {
    room.backend().need("Which invoice?").finish("found");
    Said asks = room.say(OPERATOR, "run_task", "goal", "tidy up", "wait_s", 600);
    assertThat(object(asks))
        .containsEntry("status", "needs_you")
        .containsEntry("question", "Which invoice?")
        .containsEntry("question_step", 1);
    String task = object(asks).get("task_id").toString();
    assertThat(words(room.say(OPERATOR, "answer_task", "task_id", task, "text", "")))
        .contains("text");
    room.say(OPERATOR, "answer_task", "task_id", task, "text", "the one of May", "step", 1);
    await()
        .untilAsserted(
            () ->
                assertThat(object(room.say(VIEWER, "task", "task_id", task)))
                    .containsEntry("status", "completed"));
  }

  @Test
  void aGoalForABusyDesktopMayWaitItsTurn() throws Exception {
    room.backend().think();
    String first =
        object(room.say(OPERATOR, "run_task", "goal", "press Return", "wait_s", 0))
            .get("task_id")
            .toString();
    room.backend().awaitThinking();
    Said second =
        room.say(OPERATOR, "run_task", "goal", "press Escape", "queue", true, "wait_s", 0);
    assertThat(object(second)).containsEntry("status", "queued");
    room.say(OPERATOR, "cancel_task", "task_id", first);
    String waits = object(second).get("task_id").toString();
    assertThat(object(room.say(VIEWER, "task", "task_id", waits, "wait_s", 10)))
        .containsEntry("status", "completed");
  }

  @Test
  void aTaskThatMissesItsGoalIsAnError() {
    room.backend().giveUp("there is no such button");
    Said said = room.say(OPERATOR, "run_task", "goal", "press the button");
    assertThat(said.refused()).isTrue();
    assertThat(object(said))
        .containsEntry("status", "desktop_error")
        .containsEntry("error", "there is no such button");
  }

  @Test
  void aTaskOfADesktopThatIsNotTheCallersIsNotThere() throws InterruptedException {
    room.backend().finish("done");
    String task =
        object(room.say(OPERATOR, "run_task", "goal", "press Return")).get("task_id").toString();
    var stranger = Toolroom.boundTo(room.another("Bob"));
    for (String tool : List.of("task", "cancel_task", "approve_task", "deny_task")) {
      assertThat(words(room.say(stranger, tool, "task_id", task)))
          .startsWith("there is no task " + task);
    }
  }

  @Test
  void tasksCountAgainstTheLimitOfWhoeverGivesThem() {
    for (int n = 0; n < 3; n++) {
      room.backend().finish("done");
      assertThat(room.say(OPERATOR, "run_task", "goal", "press Return").refused()).isFalse();
    }
    assertThat(words(room.say(OPERATOR, "run_task", "goal", "press Return")))
        .startsWith("too many tasks");
  }

  @Test
  void aWishThatIsNotPossibleNamesTheField() {
    assertThat(words(room.say(OPERATOR, "run_task", "goal", "x"))).startsWith("goal must have");
    assertThat(words(room.say(OPERATOR, "run_task", "goal", "go", "wait_s", 99999)))
        .startsWith("wait_s must be");
    assertThat(words(room.say(OPERATOR, "task"))).isEqualTo("task_id is missing");
  }
}
