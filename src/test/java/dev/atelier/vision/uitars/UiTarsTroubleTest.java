package dev.atelier.vision.uitars;

import dev.atelier.vision.Conversation;
import dev.atelier.vision.Spending;
import dev.atelier.vision.Usage;
import dev.atelier.vision.wire.ChatRules;
import dev.atelier.vision.wire.Looks;
import dev.atelier.vision.wire.LoopbackModelServer;
import dev.atelier.vision.wire.ModelTroubles;
import dev.atelier.vision.wire.Patience;

class UiTarsTroubleTest extends ModelTroubles {
  @Override
  protected LoopbackModelServer start() {
    return new LoopbackModelServer(UiTarsBackendTest::refusal);
  }

  @Override
  protected Conversation begin(String url, Patience patience, Spending spending) {
    return UiTarsBackendTest.backend(url, patience).begin(Looks.assignment(spending));
  }

  @Override
  protected String good() {
    return ChatRules.said("Thought: later\nAction: wait()").toString();
  }

  @Override
  protected String nonsense() {
    return ChatRules.said("Thought: hm\nAction: click(start_box='(9999,1)')").toString();
  }

  @Override
  protected Usage firstCall() {
    return UiTarsBackendTest.backend("http://127.0.0.1:1", LoopbackModelServer.TINY).firstCall();
  }
}
