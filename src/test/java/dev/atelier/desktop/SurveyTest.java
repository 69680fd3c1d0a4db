package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SurveyTest {
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final DesktopRuntime engine = new FakeRuntime("docker:one");
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final Semaphore answers = new Semaphore(0);

  @Test
  void whatASlowEngineSaidCountsAlthoughNobodyCouldWaitForIt() {
    Survey<String> survey = survey(Duration.ZERO);
    assertThat(ask(survey)).isEqualTo("silent");
    answers.release();
    await().until(() -> answered.get() == 1);
    await().untilAsserted(() -> assertThat(ask(survey)).isEqualTo("answer 1"));
    assertThat(ask(survey)).as("while it is asked again").isEqualTo("answer 1");
    assertThat(asked).hasValue(2);
  }

  @Test
  void whatAQuickEngineSaidDoesNotOutliveIt() {
    Survey<String> survey = survey(Duration.ZERO);
    answers.release();
    assertThat(ask(survey)).isEqualTo("answer 1");
    assertThat(ask(survey)).isEqualTo("silent");
  }

  @Test
  void anAnswerIsFreshFromWhenItCame() throws InterruptedException {
    Survey<String> survey = survey(Duration.ofSeconds(10));
    CountDownLatch told = new CountDownLatch(1);
    Thread asking =
        new Thread(
            () -> {
              ask(survey);
              told.countDown();
            });
    asking.start();
    await().until(() -> asked.get() == 1);
    answers.release();
    told.await();
    assertThat(ask(survey)).isEqualTo("answer 1");
    assertThat(asked).hasValue(1);
  }

  private String ask(Survey<String> survey) {
    return survey.of(List.of(engine)).get(engine);
  }

  private Survey<String> survey(Duration freshness) {
    return new Survey<>(this::answer, silent -> "silent", PATIENCE, freshness);
  }

  private String answer(DesktopRuntime runtime) {
    asked.incrementAndGet();
    answers.acquireUninterruptibly();
    return "answer " + answered.incrementAndGet();
  }
}
