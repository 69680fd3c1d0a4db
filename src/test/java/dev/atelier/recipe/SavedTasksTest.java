package dev.atelier.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.KeyChord;
import dev.atelier.desktop.Point;
import dev.atelier.json.InvalidField;
import dev.atelier.session.Session;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.task.Task;
import dev.atelier.task.TaskRequest;
import dev.atelier.task.TasksInMemory;
import dev.atelier.vision.ScriptedBackend;
import dev.atelier.vision.StepWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SavedTasksTest {
  private final SessionsInMemory desktops = new SessionsInMemory();
  private final ScriptedBackend backend = new ScriptedBackend();
  private final TasksInMemory room = new TasksInMemory(desktops, backend);
  private final List<StepWriter.Deed> told = new ArrayList<>();
  private final SavedTasks saved =
      new SavedTasks(
          room.tasks(),
          deeds -> {
            told.addAll(deeds);
            return deeds.isEmpty() ? "" : "press Tab";
          });
  private String session = "";

  @BeforeEach
  void makeADesktop() throws InterruptedException {
    Session made = desktops.sessions().create(SessionRequest.labelled("Ada"), "ada");
    session = desktops.sessions().awaitReady(made.id(), Duration.ofSeconds(10)).id();
  }

  @AfterEach
  void close() {
    room.close();
    desktops.close();
  }

  private Task ended() {
    Task task = room.tasks().submit(session, TaskRequest.of("do it"), TasksInMemory.giver("ada"));
    await().until(() -> room.tasks().get(session, task.id()).status().ended());
    return room.tasks().get(session, task.id());
  }

  @Test
  void whatWasDoneIsWrittenDownWithWhatWasSeenThen() {
    backend.act(
        "", new Action.PressKey(KeyChord.parse("Tab"), 1), Action.Click.left(new Point(5, 6)));
    assertThat(saved.steps(ended())).isEqualTo("press Tab");
    assertThat(told).extracting(deed -> deed.action().verb()).containsExactly("key", "left_click");
    assertThat(told).extracting(StepWriter.Deed::number).containsExactly(1, 2);
    assertThat(told).allMatch(deed -> deed.picture().get().isPresent());
  }

  @Test
  void fewAreWrittenAtOnceAndTheNextOneIsToldToWait() throws Exception {
    backend.act("", new Action.PressKey(KeyChord.parse("Tab"), 1));
    Task task = ended();
    CountDownLatch writing = new CountDownLatch(2);
    CountDownLatch enough = new CountDownLatch(1);
    SavedTasks slow =
        new SavedTasks(
            room.tasks(),
            deeds -> {
              writing.countDown();
              try {
                assertThat(enough.await(20, TimeUnit.SECONDS)).isTrue();
              } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
              }
              return "press Tab";
            });
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<String> one = threads.submit(() -> slow.steps(task));
      Future<String> two = threads.submit(() -> slow.steps(task));
      assertThat(writing.await(20, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> slow.steps(task)).isInstanceOf(TooManySavings.class);
      enough.countDown();
      assertThat(one.get()).isEqualTo(two.get());
      assertThat(slow.steps(task)).isEqualTo("press Tab");
    } finally {
      enough.countDown();
      threads.shutdownNow();
    }
  }

  @Test
  void whatDidNotWorkIsNotDoneAgain() {
    backend.act("", Action.Click.left(new Point(90_000, 6))).act("", new Action.LookAtScreen());
    assertThat(saved.steps(ended())).isEqualTo("press Tab");
    assertThat(told).extracting(deed -> deed.action().verb()).containsExactly("screenshot");
  }

  @Test
  void onlyACompletedTaskThatDidSomethingIsSaved() {
    backend.giveUp("no");
    Task failed = ended();
    assertThatThrownBy(() -> saved.steps(failed))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("not completed");
    Task idle = ended();
    assertThatThrownBy(() -> saved.steps(idle)).hasMessageContaining("did nothing but look");
  }

  @Test
  void whatCannotBeWrittenIsRefusedWithTheStep() {
    SavedTasks strict =
        new SavedTasks(
            room.tasks(),
            deeds -> {
              throw new StepWriter.NotWritable(3, "cannot be written");
            });
    Task task = ended();
    assertThatThrownBy(() -> strict.steps(task))
        .isInstanceOfSatisfying(
            InvalidField.class, wrong -> assertThat(wrong.field()).isEqualTo("from_task"))
        .hasMessageContaining("of which step 3 cannot be written");
  }
}
