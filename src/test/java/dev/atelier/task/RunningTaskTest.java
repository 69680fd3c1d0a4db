package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.vision.Observation.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RunningTaskTest {
  private static final Answer YES = new Answer(true, "");

  private final RunningTask running = new RunningTask(SampleTasks.running("task_1", "sess_a"));

  @Test
  void aWaitThatNobodyCancelsReturnsItsResult() throws InterruptedException {
    assertThat(running.during(() -> "seen")).isEqualTo("seen");
    running.requireNotCancelled();
  }

  @Test
  void cancelledBeforeAWaitItDoesNotBegin() {
    running.cancel("enough");
    AtomicBoolean begun = new AtomicBoolean();
    assertThatThrownBy(
            () ->
                running.during(
                    () -> {
                      begun.set(true);
                      return "";
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(begun).isFalse();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void cancelledDuringAWaitItIsGivenUpAtOnce() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    AtomicBoolean flagLeft = new AtomicBoolean(true);
    FutureTask<Boolean> work =
        new FutureTask<>(
            () -> {
              try {
                running.during(
                    () -> {
                      waits.countDown();
                      new CountDownLatch(1).await();
                      return "";
                    });
                return false;
              } catch (InterruptedException cancelled) {
                flagLeft.set(Thread.currentThread().isInterrupted());
                return true;
              }
            });
    new Thread(work).start();
    waits.await();
    running.cancel("enough");
    assertThat(work.get()).isTrue();
    assertThat(flagLeft).isFalse();
  }

  @Test
  void cancelledAfterAWaitTheNextOneDoesNotBegin() throws InterruptedException {
    running.during(() -> "");
    running.cancel("enough");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThatThrownBy(running::requireNotCancelled).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aWaitThatIgnoresItsInterruptLeavesNoFlagBehind() throws InterruptedException {
    String seen =
        running.during(
            () -> {
              running.cancel("enough");
              return "seen";
            });
    assertThat(seen).isEqualTo("seen");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThatThrownBy(running::requireNotCancelled).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aWaitThatFailsLeavesNoFlagBehind() {
    assertThatThrownBy(
            () ->
                running.during(
                    () -> {
                      running.cancel("enough");
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void outsideOfAWaitNobodyIsInterrupted() throws Exception {
    AtomicBoolean interrupted = new AtomicBoolean(true);
    CountDownLatch waited = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    Thread writing =
        new Thread(
            () -> {
              try {
                running.during(() -> "");
                waited.countDown();
                cancelled.await();
                interrupted.set(Thread.currentThread().isInterrupted());
              } catch (InterruptedException unexpected) {
                interrupted.set(true);
              }
            });
    writing.start();
    waited.await();
    running.cancel("enough");
    cancelled.countDown();
    writing.join();
    assertThat(interrupted).isFalse();
  }

  @Test
  void aQuestionThatCannotBePutOnRecordIsNotAnswered() {
    assertThatThrownBy(
            () ->
                running.askOnRecord(
                    3,
                    () -> {
                      throw new IllegalStateException("the record is full");
                    }))
        .hasMessage("the record is full");
    running.answerOnRecord(Optional.of(3), YES, step -> assertThat(step).isZero());
  }

  @Test
  void anAnswerToAnEarlierQuestionIsRefused() throws InterruptedException {
    running.askOnRecord(3, () -> {});
    running.answerOnRecord(Optional.of(3), YES, step -> {});
    assertThat(running.awaitAnswer()).isEqualTo(YES);
    running.askOnRecord(5, () -> {});
    assertThatThrownBy(() -> running.answerOnRecord(Optional.of(3), YES, step -> {}))
        .isInstanceOf(AnotherQuestion.class)
        .hasMessageContaining("the question is step 5");
    List<Integer> answered = new ArrayList<>();
    running.answerOnRecord(Optional.of(5), YES, answered::add);
    assertThat(answered).containsExactly(5);
  }

  @Test
  void onlyTheFirstWhoCancelsIsTheOneWhoDid() {
    running.cancel("the desktop was deleted");
    running.cancel("cancelled");
    assertThat(running.ending().error()).isEqualTo("the desktop was deleted");
  }

  @Test
  void itsEndCanBeWaitedFor() {
    assertThat(running.awaitEnd(Duration.ofMillis(1))).isFalse();
    running.ended();
    assertThat(running.awaitEnd(Duration.ofSeconds(9))).isTrue();
  }

  @Test
  void whoeverWaitsForItsEndAndIsInterruptedStaysSo() {
    Thread.currentThread().interrupt();
    assertThat(running.awaitEnd(Duration.ofSeconds(9))).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
