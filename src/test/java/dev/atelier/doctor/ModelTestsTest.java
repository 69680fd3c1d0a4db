package dev.atelier.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.BackgroundWork;
import dev.atelier.FakeEvents;
import dev.atelier.cost.TrialAccounts;
import dev.atelier.vision.Decision;
import dev.atelier.vision.ModelCall;
import dev.atelier.vision.ScriptedBackend;
import dev.atelier.vision.Spending;
import dev.atelier.vision.SpendingCapReached;
import dev.atelier.vision.Usage;
import dev.atelier.vision.VisionBackends;
import dev.atelier.vision.VisionUnavailable;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ModelTestsTest {
  private final BackgroundWork background = new BackgroundWork(Thread::new);
  private final TrialAccounts books = new TrialAccounts("1.00");
  private final ScriptedBackend backend = new ScriptedBackend();
  private final FakeEvents<ModelTested> events = new FakeEvents<>();

  @AfterEach
  void stop() {
    background.stop();
  }

  private ModelTests tests(TrialAccounts account, Duration patience) {
    return new ModelTests(
        new VisionBackends(List.of(backend), Optional.of("scripted"), Optional.empty(), false),
        account.account(),
        events,
        background,
        patience);
  }

  private ModelTest test() throws InterruptedException {
    return tests(books, Duration.ofSeconds(30)).test("scripted", "ada");
  }

  @Test
  void aModelThatAnswersIsPaidAndOnRecord() throws InterruptedException {
    backend.spend(50_000).then(seen -> new Decision.Finish("here"));
    ModelTest test = test();
    assertThat(test.ok()).isTrue();
    assertThat(test.mend(Locale.ENGLISH)).isEmpty();
    assertThat(test.usd()).isEqualByComparingTo(new BigDecimal("0.05"));
    assertThat(books.spentToday()).isEqualByComparingTo(new BigDecimal("0.05"));
    assertThat(books.owners()).containsExactly("server");
    assertThat(events.fired()).containsExactly(new ModelTested(test, "ada"));
  }

  @Test
  void aCapThatIsReachedRefusesIt() {
    backend.spend(50_000).then(seen -> new Decision.Finish("here"));
    TrialAccounts poor = new TrialAccounts("0.01");
    assertThatThrownBy(() -> tests(poor, Duration.ofSeconds(30)).test("scripted", "ada"))
        .isInstanceOf(SpendingCapReached.class);
    assertThat(poor.spentToday()).isZero();
    assertThat(events.fired()).isEmpty();
  }

  @Test
  void whatFailsAfterItWasPaidIsOnRecord() {
    backend
        .spend(50_000)
        .then(
            seen -> {
              throw new IllegalStateException("not foreseen");
            });
    assertThatThrownBy(this::test).isInstanceOf(IllegalStateException.class);
    assertThat(events.fired())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.actor()).isEqualTo("ada");
              assertThat(event.test().trouble()).contains("other");
              assertThat(event.test().usd()).isEqualByComparingTo("0.05");
            });
  }

  @Test
  void aCapThatIsReachedInTheMiddleLeavesWhatWasPaidOnRecord() {
    backend
        .spend(50_000)
        .then(
            seen -> {
              throw new SpendingCapReached("all", BigDecimal.ONE, BigDecimal.ONE, Optional.empty());
            });
    assertThatThrownBy(this::test).isInstanceOf(SpendingCapReached.class);
    assertThat(events.fired()).hasSize(1);
  }

  @Test
  void afterTheLimitNothingMoreIsAsked() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    CompletableFuture<Object> late = new CompletableFuture<>();
    backend.then(
        seen -> {
          awaitWhateverComes(told);
          Spending spending = backend.assignments().get(0).spending();
          try {
            late.complete(spending.reserve(new ModelCall("scripted", "none", Usage.of(0, 10))));
          } catch (RuntimeException refused) {
            late.complete(refused);
          }
          return new Decision.Finish("late");
        });
    ModelTest test = tests(books, Duration.ofMillis(200)).test("scripted", "ada");
    assertThat(test.trouble()).contains("slow");
    told.countDown();
    assertThat(late.join()).isInstanceOf(CancellationException.class);
    assertThat(books.spentToday()).isZero();
  }

  @Test
  void whatIsAskedWhenTheLimitComesIsOnRecordWithTheMostItMayCost() throws InterruptedException {
    backend.then(
        seen -> {
          Spending spending = backend.assignments().get(0).spending();
          Spending.Reservation open =
              spending.reserve(new ModelCall("scripted", "none", Usage.of(0, 20_000)));
          try {
            new CountDownLatch(1).await();
          } finally {
            open.chargeInFull();
          }
          return new Decision.Finish("never");
        });
    ModelTest test = tests(books, Duration.ofMillis(500)).test("scripted", "ada");
    assertThat(test.usd()).isEqualByComparingTo("0.02");
    assertThat(events.fired()).containsExactly(new ModelTested(test, "ada"));
  }

  /** As a client does that does not heed an interruption. */
  private static void awaitWhateverComes(CountDownLatch latch) throws InterruptedException {
    try {
      latch.await();
    } catch (InterruptedException givenUp) {
      latch.await();
    }
  }

  @Test
  void eachTroubleHasAWayOutOfItsOwn() throws InterruptedException {
    assertThat(after(VisionUnavailable.refused(401, "no", new IllegalStateException())))
        .isEqualTo("key");
    assertThat(after(VisionUnavailable.refused(404, "no", new IllegalStateException())))
        .isEqualTo("name");
    assertThat(after(VisionUnavailable.refused(429, "no", new IllegalStateException())))
        .isEqualTo("busy");
    assertThat(after(VisionUnavailable.refused(500, "no", new IllegalStateException())))
        .isEqualTo("other");
    assertThat(after(new VisionUnavailable("no", new ConnectException()))).isEqualTo("unreachable");
    assertThat(after(new VisionUnavailable("set A_KEY"))).isEqualTo("setup");
    assertThat(events.fired()).hasSize(6);
  }

  private String after(VisionUnavailable failure) throws InterruptedException {
    backend.then(
        seen -> {
          throw failure;
        });
    ModelTest test = test();
    assertThat(test.ok()).isFalse();
    assertThat(test.problem()).isEqualTo(failure.getMessage());
    assertThat(test.mend(Locale.GERMAN)).isPresent();
    return test.trouble().orElseThrow();
  }

  @Test
  void oneThatIsSilentIsGivenUpAndMeanwhileNotTestedAgain() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch givenUp = new CountDownLatch(1);
    backend.then(
        seen -> {
          asked.countDown();
          try {
            new CountDownLatch(1).await();
          } finally {
            givenUp.countDown();
          }
          return new Decision.Finish("never");
        });
    ModelTests tests = tests(books, Duration.ofSeconds(2));
    java.util.concurrent.CompletableFuture<ModelTest> first =
        java.util.concurrent.CompletableFuture.supplyAsync(
            () -> {
              try {
                return tests.test("scripted", "ada");
              } catch (InterruptedException stopping) {
                throw new IllegalStateException(stopping);
              }
            });
    asked.await();
    assertThatThrownBy(() -> tests.test("scripted", "bob")).isInstanceOf(TestRunning.class);
    assertThat(first.join().trouble()).contains("slow");
    givenUp.await();
    backend.then(seen -> new Decision.Finish("here"));
    assertThat(tests.test("scripted", "bob").ok()).isTrue();
  }

  @Test
  void whatACallMayCostIsKnownBeforeItIsMade() {
    ModelCall call = new ModelCall("unpriced", "model", Usage.of(1, 1));
    assertThatThrownBy(() -> books.account().open().reserve(call))
        .isInstanceOf(dev.atelier.vision.UnknownPrice.class);
  }
}
