package dev.atelier.vision.openai;

import dev.atelier.vision.Conversation;
import dev.atelier.vision.Spending;
import dev.atelier.vision.Usage;
import dev.atelier.vision.wire.Looks;
import dev.atelier.vision.wire.LoopbackModelServer;
import dev.atelier.vision.wire.ModelTroubles;
import dev.atelier.vision.wire.Patience;

class OpenAiComputerTroubleTest extends ModelTroubles {
  private final ResponsesRules rules = new ResponsesRules();

  @Override
  protected LoopbackModelServer start() {
    return new LoopbackModelServer(rules::refusal);
  }

  @Override
  protected Conversation begin(String url, Patience patience, Spending spending) {
    return OpenAiComputerTest.backend(url, patience).begin(Looks.assignment(spending));
  }

  @Override
  protected String good() {
    return rules.response(ResponsesRules.computer("c", "[{\"type\":\"wait\"}]")).toString();
  }

  /** With a check, which must not be acknowledged when it is left out of the exchange. */
  @Override
  protected String nonsense() {
    return rules
        .response(
            ResponsesRules.checked(
                ResponsesRules.computer("n", "[{\"type\":\"click\",\"x\":9999,\"y\":1}]"), "odd"))
        .toString();
  }

  @Override
  protected Usage firstCall() {
    return OpenAiComputerTest.backend("http://127.0.0.1:1", LoopbackModelServer.TINY).firstCall();
  }
}
