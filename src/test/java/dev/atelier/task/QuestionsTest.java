package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.FakeEvents;
import dev.atelier.vision.Observation.Answer;
import dev.atelier.vision.ScriptedBackend;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a task asks people, and what they answer. */
@Timeout(30)
class QuestionsTest {
  private final TaskRoom room = new TaskRoom();
  private final ScriptedBackend backend = room.backend();
  private final Tasks tasks = room.given().tasks();
  private final MemoryTaskRepository repository = room.given().repository();
  private final FakeEvents<TaskChanged> changes = room.given().changes();
  private final String session = room.session();

  @AfterEach
  void stop() {
    room.close();
  }

  @Test
  void ofTwoAnswersTheFirstOneCounts() {
    backend.ask("Pay?").finish("paid");
    Task task = room.submit("press Return");
    room.awaitStatus(task, TaskStatus.NEEDS_APPROVAL);
    tasks.answer(session, task.id(), Optional.empty(), new Answer(true, "go on"), "ada");
    tasks.answer(session, task.id(), Optional.empty(), new Answer(false, "no"), "bob");
    room.awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(room.count("task.approved") + room.count("task.denied")).isEqualTo(1);
    assertThat(backend.observations().get(1).answer()).contains(new Answer(true, "go on"));
  }

  @Test
  void anAnswerCountsForTheQuestionItWasGivenTo() {
    backend.ask("Pay 1 €?").ask("Pay 1000 €?").finish("paid");
    Task task = room.submit("press Return");
    room.awaitStatus(task, TaskStatus.NEEDS_APPROVAL);
    Answer yes = new Answer(true, "");
    tasks.answer(session, task.id(), Optional.of(1), yes, "ada");
    await()
        .until(
            () ->
                room.count("task.needs_approval") == 2
                    && repository.stepsAfter(task.id(), 1, 9).size() == 1);
    assertThatThrownBy(() -> tasks.answer(session, task.id(), Optional.of(1), yes, "bob"))
        .isInstanceOf(AnotherQuestion.class);
    assertThat(room.count("task.approved")).isEqualTo(1);
    tasks.answer(session, task.id(), Optional.of(2), yes, "ada");
    room.awaitStatus(task, TaskStatus.COMPLETED);
  }

  @Test
  void whatATaskNeedsOfAPersonIsAnsweredInWords() {
    backend.need("Which invoice?").finish("found");
    Task task = room.submit("press Return");
    room.awaitStatus(task, TaskStatus.NEEDS_YOU);
    assertThat(tasks.asking()).extracting(Task::id).containsExactly(task.id());
    tasks.answerInWords(session, task.id(), Optional.of(1), "the one of May", "ada");
    tasks.answerInWords(session, task.id(), Optional.empty(), "no, of June", "bob");
    room.awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(backend.observations().get(1).answer()).contains(new Answer(true, "the one of May"));
    assertThat(tasks.steps(task.id()).get(0).result())
        .isEqualTo("the person answered: the one of May");
    assertThat(room.count("task.answered")).isEqualTo(1);
    assertThat(tasks.asking()).isEmpty();
  }

  @Test
  void whatATaskNeedsOfAPersonIsDoneOrRefusedByThem() {
    backend.need("Please log in.").need("And the code?").finish("given up");
    Task task = room.submit("press Return");
    room.awaitStatus(task, TaskStatus.NEEDS_YOU);
    tasks.answer(session, task.id(), Optional.of(1), new Answer(true, ""), "ada");
    await().until(() -> room.count("task.needs_you") == 2);
    tasks.answer(session, task.id(), Optional.of(2), new Answer(false, "I have none"), "ada");
    room.awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(tasks.steps(task.id()))
        .extracting(Step::result)
        .startsWith("the person said that it is done", "the person said no: I have none");
  }

  @Test
  void wordsAloneAreNoYes() {
    backend.ask("Pay?").finish("paid");
    Task task = room.submit("press Return");
    room.awaitStatus(task, TaskStatus.NEEDS_APPROVAL);
    assertThatThrownBy(
            () -> tasks.answerInWords(session, task.id(), Optional.empty(), "well", "ada"))
        .isInstanceOf(YesOrNoWanted.class)
        .hasMessageContaining("approve or deny");
    tasks.answer(session, task.id(), Optional.empty(), new Answer(true, ""), "ada");
    room.awaitStatus(task, TaskStatus.COMPLETED);
    tasks.answerInWords(session, task.id(), Optional.empty(), "too late", "ada");
  }

  @Test
  void aTaskThatGoesOnIsToldWhatAPersonAnsweredBefore() {
    backend.ask("Pay?").ask("Send?").then(seen -> TaskRoom.fail(TaskRoom.cap()));
    Task task = room.submit("press Return");
    room.awaitStatus(task, TaskStatus.NEEDS_APPROVAL);
    tasks.answer(session, task.id(), Optional.of(1), new Answer(false, "too dear"), "ada");
    await().until(() -> repository.stepsAfter(task.id(), 1, 9).size() == 1);
    tasks.answer(session, task.id(), Optional.of(2), new Answer(true, ""), "ada");
    room.awaitStatus(task, TaskStatus.BUDGET_EXCEEDED_USD);
    tasks.resume(session, task.id(), Optional.empty(), "ada");
    room.awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(backend.assignments().get(1).done())
        .containsExactly(
            "asked “Pay?”: the person said no: too dear", "asked “Send?”: the person said yes");
    assertThat(changes.fired())
        .filteredOn(change -> change.type().equals("task.denied"))
        .extracting(TaskChanged::note)
        .containsExactly("too dear");
  }
}
