package dev.atelier.vision.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.FakeSpending;
import dev.atelier.vision.Spending;
import dev.atelier.vision.SpendingCapReached;
import dev.atelier.vision.Usage;
import dev.atelier.vision.VisionUnavailable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every backend makes of a server in trouble. */
@Timeout(30)
public abstract class ModelTroubles {
  private final FakeSpending spending = new FakeSpending();
  private LoopbackModelServer server;

  /** A server with the rules of the real one. */
  protected abstract LoopbackModelServer start();

  protected abstract Conversation begin(String url, Patience patience, Spending spending);

  /** An answer that waits for a second. */
  protected abstract String good();

  /** What the backend says of a first call before there is a task. */
  protected abstract Usage firstCall();

  /** An answer of the right form whose words make no sense. */
  protected abstract String nonsense();

  @BeforeEach
  void startServer() {
    server = start();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private Decision decide(Patience patience) throws InterruptedException {
    try (Conversation conversation = begin(server.url() + "/v1", patience, spending)) {
      return conversation.decide(Looks.first());
    }
  }

  private Decision decide() throws InterruptedException {
    return decide(LoopbackModelServer.TINY);
  }

  @Test
  void aBusyServerIsAskedAgainWhenItSays() throws InterruptedException {
    server
        .then(429, Map.of("Retry-After", "1"), "{}")
        .then(503, Map.of("Retry-After", "0"), "{}")
        .then(good());
    long begin = System.nanoTime();

    assertThat(decide()).isInstanceOf(Decision.Act.class);

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(990));
    assertThat(server.asked()).hasSize(3);
    assertThat(spending.endings()).containsExactly("settled");
    assertThat(server.refused()).isEmpty();
  }

  @Test
  void aServerThatStaysBusyIsGivenUpAndNothingIsOwed() {
    for (int n = 0; n < 3; n++) {
      server.then(529, Map.of(), "{\"error\":{\"message\":\"overloaded\"}}");
    }

    assertThatThrownBy(this::decide)
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("overloaded");

    assertThat(spending.endings()).containsExactly("released");
  }

  @Test
  void aRefusalIsToldInTheServersWords() {
    server.then(401, Map.of(), "{\"error\":{\"message\":\"wrong key\"}}");

    assertThatThrownBy(this::decide)
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("does not accept the key");
  }

  @Test
  void aSilentServerIsLeftInTime() {
    server.stall();
    Patience brief =
        new Patience(Duration.ofMillis(300), 3, Duration.ofSeconds(1), Duration.ofMillis(5));

    assertThatThrownBy(() -> decide(brief))
        .isInstanceOfSatisfying(
            VisionUnavailable.class, lost -> assertThat(lost.answerLost()).isTrue());

    assertThat(spending.endings()).containsExactly("charged in full");
  }

  @Test
  void aConnectionThatBreaksLosesTheAnswer() {
    server.drop();

    assertThatThrownBy(this::decide)
        .isInstanceOfSatisfying(
            VisionUnavailable.class, lost -> assertThat(lost.answerLost()).isTrue());

    assertThat(spending.endings()).containsExactly("charged in full");
  }

  @Test
  void anAnswerThatIsNotItsProtocolIsPlainlyTold() {
    for (String body : new String[] {"<html>", "", "[]", "{}", "{\"choices\":7}", "null"}) {
      server.then(body);

      assertThatThrownBy(this::decide).as(body).isInstanceOf(VisionUnavailable.class);
    }
  }

  @Test
  void nobodyThereIsPlainlyTold() {
    server.close();

    assertThatThrownBy(this::decide)
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("cannot be reached");

    assertThat(spending.endings()).containsExactly("released");
  }

  @Test
  void aCancelTakesEffectDuringACall() throws Exception {
    server.stall();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Decision> deciding = thread.submit(() -> decide());
      server.awaitStalled();
      thread.shutdownNow();

      assertThatThrownBy(deciding::get).hasCauseInstanceOf(InterruptedException.class);
      assertThat(spending.endings()).containsExactly("charged in full");
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void nonsenseIsToldToTheModelWhichThenDoesBetter() throws InterruptedException {
    server.then(nonsense()).then(good());

    assertThat(decide()).isInstanceOf(Decision.Act.class);

    assertThat(server.lastAsked().toString()).contains("Nothing was done. Say again");
    assertThat(spending.endings()).containsExactly("settled", "settled");
    assertThat(server.refused()).isEmpty();
  }

  @Test
  void nonsenseThreeTimesIsTheEnd() {
    server.then(nonsense()).then(nonsense()).then(nonsense()).then(good());

    assertThatThrownBy(this::decide)
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("made no sense 3 times");

    assertThat(server.asked()).hasSize(3);
    assertThat(server.refused()).isEmpty();
  }

  @Test
  void withoutMoneyNothingIsAsked() {
    spending.refuse(
        new SpendingCapReached("the cap", BigDecimal.ONE, BigDecimal.ONE, Optional.empty()));

    assertThatThrownBy(this::decide).isInstanceOf(SpendingCapReached.class);

    assertThat(server.asked()).isEmpty();
  }

  @Test
  void whatACallMayTakeIsNeverLessThanWhatItTakes() throws InterruptedException {
    server.then(good());

    decide();

    var call = spending.calls().get(0);
    var used = spending.settled().get(0);
    assertThat(used.output()).isEqualTo(7);
    assertThat(used.input() + used.cacheRead()).isEqualTo(100);
    assertThat(call.atMost().input()).isGreaterThan(1196);
    assertThat(call.atMost().output()).isGreaterThan(1000);
  }

  @Test
  void whatTheFirstCallMayTakeIsKnownBeforeThereIsATask() throws InterruptedException {
    server.then(good());

    decide();

    Usage atMost = spending.calls().get(0).atMost();
    assertThat(firstCall().output()).isEqualTo(atMost.output());
    assertThat(firstCall().input()).isGreaterThan(1196).isLessThanOrEqualTo(atMost.input());
  }
}
