package dev.atelier.vision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.vision.Decision;
import dev.atelier.vision.VisionUnavailable;
import dev.atelier.vision.wire.Patience;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong on the way to the model. */
@Timeout(60)
class AnthropicFailuresTest {
  private static final String DONE = "{'type':'text','text':'Done.'}";
  private final AnthropicApi api = new AnthropicApi();
  private final AnthropicTalk talk = new AnthropicTalk(api);

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aBusyServerIsAskedAgain() throws InterruptedException {
    api.refuses(429, Map.of("Retry-After", "0")).refuses(529, Map.of()).says("end_turn", DONE);

    assertThat(talk.first()).isEqualTo(new Decision.Finish("Done."));
    assertThat(talk.spending.endings()).containsExactly("settled");
    assertThat(api.requests()).hasSize(3);
  }

  @Test
  void aServerThatStaysBusyIsUnavailableAndCostsNothing() {
    api.refuses(529, Map.of()).refuses(529, Map.of()).refuses(529, Map.of());

    assertThatThrownBy(talk::first)
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("Anthropic answered 529");
    assertThat(talk.spending.endings()).containsExactly("released");
  }

  @Test
  void aLongRetryAfterIsNotWaitedFor() {
    api.refuses(429, Map.of("Retry-After", "3600"));

    assertThatThrownBy(talk::first)
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("takes no more calls for now");
    assertThat(api.requests()).hasSize(1);
  }

  @Test
  void aSilentServerIsLeftAndPaid() {
    api.staysSilent();
    talk.patience(
        new Patience(Duration.ofMillis(200), 3, Duration.ofSeconds(1), Duration.ofMillis(1)));

    assertThatThrownBy(talk::first)
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("did not answer within");
    assertThat(talk.spending.endings()).containsExactly("charged in full");
  }

  @Test
  void aDroppedConnectionIsPaidAndNotTriedAgain() {
    api.hangsUp();

    assertThatThrownBy(talk::first)
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("broke before its answer was complete");
    assertThat(talk.spending.endings()).containsExactly("charged in full");
    assertThat(api.requests()).hasSize(1);
  }

  @Test
  void answersThatAreNoneArePaidAndToldApart() {
    for (String nonsense :
        new String[] {
          "{\"content\":[{\"type\":\"te",
          "<html>busy</html>",
          "[]",
          "{}",
          "{\"content\":[{\"type\":\"tool_use\",\"id\":\"x\"}],\"stop_reason\":\"tool_use\"}"
        }) {
      api.saysText(nonsense);
      AnthropicTalk another = new AnthropicTalk(api);

      assertThatThrownBy(another::first)
          .as(nonsense)
          .isInstanceOf(VisionUnavailable.class)
          .hasMessageContaining("Anthropic answered something");
      assertThat(another.spending.endings()).containsExactly("charged in full");
    }
  }

  @Test
  void anAnswerThatDoesNotSayWhatItTookIsPaidInFull() throws InterruptedException {
    api.saysText(
        "{\"content\":[{\"type\":\"text\",\"text\":\"Done.\"}],\"stop_reason\":\"end_turn\"}");

    assertThat(talk.first()).isEqualTo(new Decision.Finish("Done."));
    assertThat(talk.spending.endings()).containsExactly("charged in full");
  }

  @Test
  void aCancelledCallEndsAtOnce() throws Exception {
    api.staysSilent();
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread worker =
        new Thread(
            () -> {
              try {
                talk.first();
                end.complete(null);
              } catch (Throwable thrown) {
                end.complete(thrown);
              }
            });
    worker.start();
    api.awaitRequest();

    worker.interrupt();

    assertThat(end.get(1, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    assertThat(talk.spending.endings()).containsExactly("charged in full");
  }

  @Test
  void withoutAKeyNothingBegins() {
    assertThatThrownBy(talk.key(Optional.of(" "))::conversation)
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("ANTHROPIC_API_KEY");
  }

  @Test
  void theKeyIsInNoError() {
    String secret = "sk-ant-wrong-secret";
    talk.key(Optional.of(secret));

    assertThatThrownBy(talk::first)
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("does not accept the key")
        .satisfies(
            thrown -> {
              StringWriter trace = new StringWriter();
              thrown.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain(secret);
            });
    assertThat(talk.spending.endings()).containsExactly("released");
  }

  @Test
  void aKeyThatNoHeaderCanHoldIsNotRepeated() {
    assertThatThrownBy(talk.key(Optional.of("sk-ant\nsecret"))::conversation)
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageNotContaining("secret");
  }
}
