package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.BackgroundWork;
import dev.atelier.control.Holder;
import dev.atelier.control.Lease;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.vision.Observation.Answer;
import dev.atelier.vision.ScriptedBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever hands back answers the question that was open then, and no later one. */
@Timeout(30)
class OpenQuestionTest {
  private final SessionsInMemory room = new SessionsInMemory();
  private final ScriptedBackend backend = new ScriptedBackend();
  private final SlowWork background = new SlowWork();
  private final TasksInMemory given = new TasksInMemory(room, backend, background, List.of());
  private final Tasks tasks = given.tasks();
  private String ada = "";

  @BeforeEach
  void makeADesktop() throws InterruptedException {
    ada = room.sessions().create(SessionRequest.labelled("Ada"), "ada").id();
    room.sessions().awaitReady(ada, Duration.ofSeconds(10));
  }

  @AfterEach
  void close() {
    given.close();
    background.stop();
    room.close();
  }

  @Test
  void aHandBackThatIsHeardLateApprovesNothingThatWasAskedMeanwhile() {
    backend.need("Please log in.").ask("Pay 120 €?").finish("done");
    Task task = tasks.submit(ada, TaskRequest.of("pay the invoice"), TasksInMemory.giver("ada"));
    awaitStatus(task, TaskStatus.NEEDS_YOU);
    handBackLate("logged in");
    tasks.answer(ada, task.id(), Optional.of(1), new Answer(true, "done"), "ada");
    awaitStatus(task, TaskStatus.NEEDS_APPROVAL);
    background.catchUp();
    assertThat(tasks.get(ada, task.id()).status()).isEqualTo(TaskStatus.NEEDS_APPROVAL);
    assertThat(changes()).containsOnlyOnce("task.answered").doesNotContain("task.approved");
    tasks.answer(ada, task.id(), Optional.of(2), new Answer(false, "too dear"), "ada");
    awaitStatus(task, TaskStatus.COMPLETED);
  }

  @Test
  void aHandBackThatIsHeardWhenTheTaskHasEndedIsForNobody() {
    backend.need("Please log in.").finish("done");
    Task task = tasks.submit(ada, TaskRequest.of("pay the invoice"), TasksInMemory.giver("ada"));
    awaitStatus(task, TaskStatus.NEEDS_YOU);
    handBackLate("logged in");
    tasks.answer(ada, task.id(), Optional.of(1), new Answer(true, "done"), "ada");
    awaitStatus(task, TaskStatus.COMPLETED);
    background.catchUp();
    assertThat(changes()).containsOnlyOnce("task.answered").endsWith("task.completed");
  }

  private void handBackLate(String note) {
    Lease grace = given.leases().take(ada, new Holder.Person("grace", false), Optional.empty());
    background.fallBehind();
    given.leases().handBack(ada, grace.id(), note);
  }

  private List<String> changes() {
    return given.changes().fired().stream().map(TaskChanged::type).toList();
  }

  private void awaitStatus(Task task, TaskStatus status) {
    await().until(() -> tasks.get(ada, task.id()).status() == status);
  }

  /** Does what it is given later, where a test wants it so. */
  private static final class SlowWork extends BackgroundWork {
    private final List<Runnable> left = new ArrayList<>();
    private boolean behind;

    SlowWork() {
      super(Thread::new);
    }

    synchronized void fallBehind() {
      behind = true;
    }

    /** Does what was left, on the caller's thread. */
    synchronized void catchUp() {
      behind = false;
      assertThat(left).isNotEmpty();
      left.forEach(Runnable::run);
    }

    @Override
    public synchronized void run(Runnable work) {
      if (behind) {
        left.add(work);
      } else {
        super.run(work);
      }
    }
  }
}
