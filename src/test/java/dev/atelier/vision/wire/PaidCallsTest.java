package dev.atelier.vision.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.vision.FakeSpending;
import dev.atelier.vision.ModelCall;
import dev.atelier.vision.UnknownPrice;
import dev.atelier.vision.Usage;
import dev.atelier.vision.VisionUnavailable;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.LangChain4jException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaidCallsTest {
  private static final ModelCall CALL = new ModelCall("b", "m", Usage.of(100, 10));
  private final FakeSpending spending = new FakeSpending();
  private final PaidCalls calls = new PaidCalls("The server", spending);

  private String ask(Supplier<String> ask) throws InterruptedException {
    return calls.make(CALL, ask, answer -> Usage.of(answer.length(), 1));
  }

  private static Supplier<String> failing(RuntimeException failure) {
    return () -> {
      throw failure;
    };
  }

  @Test
  void anAnswerIsBookedWithWhatItTook() throws InterruptedException {
    assertThat(ask(() -> "four")).isEqualTo("four");

    assertThat(spending.calls()).containsExactly(CALL);
    assertThat(spending.settled()).containsExactly(Usage.of(4, 1));
    assertThat(spending.endings()).containsExactly("settled");
  }

  @Test
  void withoutMoneyNobodyIsAsked() {
    spending.refuse(new UnknownPrice("what does it cost?"));

    assertThatThrownBy(() -> ask(failing(new IllegalStateException("asked"))))
        .isInstanceOf(UnknownPrice.class);
  }

  @Test
  void anAnswerThatDoesNotSayWhatItTookIsChargedInFull() throws InterruptedException {
    String answer =
        calls.make(
            CALL,
            () -> "x",
            said -> {
              throw new IllegalStateException("nothing said");
            });

    assertThat(answer).isEqualTo("x");
    assertThat(spending.endings()).containsExactly("charged in full");
  }

  @Test
  void aCallThatBreaksTheServersOwnCodeIsNotLeftOpen() {
    Supplier<String> broken =
        () -> {
          throw new NoClassDefFoundError("there is none");
        };

    assertThatThrownBy(() -> ask(broken)).isInstanceOf(NoClassDefFoundError.class);
    assertThat(spending.endings()).containsExactly("charged in full");
  }

  @ParameterizedTest
  @CsvSource({
    "400, answered 400",
    "401, does not accept the key",
    "403, does not accept the key",
    "404, does not know this model",
    "413, finds the call too large",
    "429, takes no more calls",
    "529, answered 529"
  })
  void aRefusalCostsNothing(int status, String words) {
    RuntimeException refusal = new LangChain4jException(new HttpException(status, "because"));

    assertThatThrownBy(() -> ask(failing(refusal)))
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("The server " + words)
        .hasMessageContaining("because");
    assertThat(spending.endings()).containsExactly("released");
  }

  @Test
  void aRefusalBehindWhichTheModelMayHaveWorkedIsChargedInFull() {
    RuntimeException refusal = new LangChain4jException(new OwedRefusal(504, "no answer"));

    assertThatThrownBy(() -> ask(failing(refusal)))
        .isInstanceOf(VisionUnavailable.class)
        .hasMessage("The server answered 504: no answer");
    assertThat(spending.endings()).containsExactly("charged in full");
  }

  @Test
  void aCallThatIsCancelledBetweenTwoAttemptsCostsNothing() {
    assertThatThrownBy(() -> ask(failing(new CallCancelled(false))))
        .isInstanceOf(InterruptedException.class);
    assertThat(spending.endings()).containsExactly("released");
  }

  @Test
  void aLongRefusalIsCutShort() {
    assertThatThrownBy(() -> ask(failing(new HttpException(400, "x".repeat(9000)))))
        .satisfies(told -> assertThat(told.getMessage()).hasSizeLessThan(600));
  }

  @Test
  void aServerThatIsNotThereCostsNothing() {
    RuntimeException down = new LangChain4jException(new VisionUnavailable("not there"));

    assertThatThrownBy(() -> ask(failing(down))).hasMessage("not there");
    assertThat(spending.endings()).containsExactly("released");
  }

  @Test
  void aLostAnswerIsChargedInFull() {
    assertThatThrownBy(() -> ask(failing(VisionUnavailable.answerLost("broke", null))))
        .hasMessage("broke");
    assertThat(spending.endings()).containsExactly("charged in full");
  }

  @Test
  void anAnswerThatIsNoneIsChargedInFull() {
    assertThatThrownBy(() -> ask(failing(new LangChain4jException("odd"))))
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("not its protocol");
    assertThatThrownBy(() -> ask(failing(new NullPointerException())))
        .isInstanceOf(VisionUnavailable.class);
    assertThat(spending.endings()).containsExactly("charged in full", "charged in full");
  }

  @Test
  void aCancelledCallIsKnownInsideOfWhatALibraryMakesOfIt() {
    assertThatThrownBy(() -> ask(failing(new IllegalStateException(new CallCancelled(true)))))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void aCancelledCallIsChargedInFullAndTakesTheInterruptWithIt() {
    assertThatThrownBy(
            () ->
                ask(
                    () -> {
                      Thread.currentThread().interrupt();
                      throw new CallCancelled(true);
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(spending.endings()).containsExactly("charged in full");
  }
}
