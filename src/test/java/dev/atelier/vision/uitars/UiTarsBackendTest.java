package dev.atelier.vision.uitars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Secret;
import dev.atelier.desktop.Screenshot;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.FakeSpending;
import dev.atelier.vision.Observations;
import dev.atelier.vision.SystemPrompt;
import dev.atelier.vision.VisionUnavailable;
import dev.atelier.vision.wire.ChatRules;
import dev.atelier.vision.wire.Looks;
import dev.atelier.vision.wire.LoopbackModelServer;
import dev.atelier.vision.wire.Patience;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UiTarsBackendTest {
  private static final String MODEL = "ByteDance-Seed/UI-TARS-1.5-7B";

  private final FakeSpending spending = new FakeSpending();
  private final LoopbackModelServer server = new LoopbackModelServer(UiTarsBackendTest::refusal);
  private final Conversation conversation =
      backend(server.url() + "/v1", LoopbackModelServer.TINY)
          .begin(Looks.assignment(spending, "pay for something"));

  static UiTarsBackend backend(String url, Patience patience) {
    return new UiTarsBackend(
        Optional.of(url), MODEL, Secret.of("secret"), patience, new SystemPrompt(Optional.empty()));
  }

  static Optional<String> refusal(LoopbackModelServer.Call call) {
    return ChatRules.refusal(call, MODEL, "secret", 3);
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(server.refused()).isEmpty();
  }

  @Test
  void theFirstLookHoldsGrammarGoalAndPicture() throws InterruptedException {
    server.then(ChatRules.said("Thought: the icon\nAction: click(start_box='(640,364)')"));

    Decision decision = conversation.decide(Looks.first());

    assertThat(decision.reason()).isEqualTo("the icon");
    // 1280x720 is counted as 1288x728.
    assertThat(((Decision.Act) decision).actions().get(0).parameters().toString())
        .isEqualTo("{coordinate=[636, 360]}");
    assertThat(ChatRules.texts(server.lastAsked()))
        .contains("## Action Space", "open the mail", "call_user(content=", "pay for something")
        .contains("Use escape characters \\', \\\" and \\n");
    assertThat(ChatRules.pictures(server.lastAsked())).hasSize(1);
    assertThat(server.lastAsked().path("temperature").asDouble(-1)).isEqualTo(0);
    assertThat(spending.calls().get(0).backend()).isEqualTo("uitars");
  }

  @Test
  void resultsAndNotesAreToldAndOnlyThreePicturesKept() throws InterruptedException {
    Decision last = null;
    for (int n = 0; n < 6; n++) {
      server.then(ChatRules.said("Thought: t\nAction: wait()"));
      last = conversation.decide(last == null ? Looks.first() : Looks.after(last, n, "Hurry."));
    }

    assertThat(ChatRules.pictures(server.lastAsked())).hasSize(3);
    assertThat(ChatRules.texts(server.lastAsked())).contains("wait: did wait", "Hurry.");
  }

  @Test
  void anUnchangedScreenIsNotSentAgainAndAFailureIsTold() throws InterruptedException {
    server
        .then(ChatRules.said("Thought: t\nAction: wait()"))
        .then(ChatRules.said("Thought: t\nAction: finished(content='no mail')"));
    Decision first = conversation.decide(Looks.first());
    Decision end = conversation.decide(Looks.afterFailure(first, 0, 0));

    assertThat(end).isEqualTo(new Decision.Finish("no mail"));
    assertThat(ChatRules.pictures(server.lastAsked())).hasSize(1);
    assertThat(ChatRules.texts(server.lastAsked()))
        .contains("wait: Failed: the mouse is gone", "exactly as on the last picture");
  }

  @Test
  void thePersonIsCalledAndAnswers() throws InterruptedException {
    server
        .then(ChatRules.said("Thought: It costs 5 euros.\nAction: call_user()"))
        .then(ChatRules.said("Thought: t\nAction: wait()"));

    Decision asked = conversation.decide(Looks.first());
    conversation.decide(Looks.answered(false, "too dear", 0));

    assertThat(asked).isEqualTo(new Decision.AskForApproval("It costs 5 euros."));
    assertThat(ChatRules.texts(server.lastAsked()))
        .contains("call_user: The person said no", "too dear");
  }

  @Test
  void whereNothingNeedsApprovalThePersonIsCalledForWhatOnlyTheyCanGive()
      throws InterruptedException {
    Conversation plain =
        backend(server.url() + "/v1", LoopbackModelServer.TINY).begin(Looks.assignment(spending));
    server
        .then(ChatRules.said("Thought: A login.\nAction: call_user(content='Please log in.')"))
        .then(ChatRules.said("Thought: t\nAction: wait()"));

    Decision asked = plain.decide(Looks.first());
    plain.decide(Looks.answered(true, "", 0));

    assertThat(asked).isEqualTo(new Decision.AskPerson("Please log in."));
    assertThat(ChatRules.texts(server.lastAsked()))
        .contains("call_user: The person says that it is done");
  }

  @Test
  void withoutAnEndpointItIsNotConfigured() {
    UiTarsBackend nowhere =
        new UiTarsBackend(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new SystemPrompt(Optional.empty()));

    assertThatThrownBy(() -> nowhere.begin(Looks.assignment(spending)))
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("UITARS_ENDPOINT");
  }

  @Test
  void theModelIsToldTheSizeThatItCountsIn() throws InterruptedException {
    server
        .then(ChatRules.said("Thought: t\nAction: wait()"))
        .then(ChatRules.said("Thought: t\nAction: wait()"))
        .then(ChatRules.said("Thought: t\nAction: wait()"));

    conversation.decide(Observations.first(new Screenshot(1366, 768, new int[1366 * 768]), null));
    String first = ChatRules.texts(server.lastAsked());
    Screenshot changed = new Screenshot(1024, 768, new int[1024 * 768]);
    conversation.decide(Observations.after(List.of(), changed, null));
    String resized = ChatRules.texts(server.lastAsked());
    conversation.decide(Observations.after(List.of(), changed, null));

    assertThat(first).contains("1372 by 756").doesNotContain("The screen is now");
    assertThat(resized).contains("The screen is now 1036 by 756 pixels.");
    assertThat(ChatRules.texts(server.lastAsked()).split("The screen is now", -1)).hasSize(2);
  }
}
