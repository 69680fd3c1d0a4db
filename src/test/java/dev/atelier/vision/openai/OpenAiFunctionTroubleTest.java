package dev.atelier.vision.openai;

import dev.atelier.vision.Conversation;
import dev.atelier.vision.Spending;
import dev.atelier.vision.Usage;
import dev.atelier.vision.wire.ChatRules;
import dev.atelier.vision.wire.Looks;
import dev.atelier.vision.wire.LoopbackModelServer;
import dev.atelier.vision.wire.ModelTroubles;
import dev.atelier.vision.wire.Patience;

class OpenAiFunctionTroubleTest extends ModelTroubles {
  @Override
  protected LoopbackModelServer start() {
    return new LoopbackModelServer(OpenAiFunctionsTest::refusal);
  }

  @Override
  protected Conversation begin(String url, Patience patience, Spending spending) {
    return OpenAiFunctionsTest.backend(url, patience).begin(Looks.assignment(spending));
  }

  @Override
  protected String good() {
    return ChatRules.called("wait", "{\"duration\":1}").toString();
  }

  @Override
  protected String nonsense() {
    return ChatRules.called("left_click", "{\"coordinate\":[1,", "wait", "{\"duration\":1}")
        .toString();
  }

  @Override
  protected Usage firstCall() {
    return OpenAiFunctionsTest.backend("http://127.0.0.1:1", LoopbackModelServer.TINY).firstCall();
  }
}
