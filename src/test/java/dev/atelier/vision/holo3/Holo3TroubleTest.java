package dev.atelier.vision.holo3;

import dev.atelier.vision.Conversation;
import dev.atelier.vision.Spending;
import dev.atelier.vision.Usage;
import dev.atelier.vision.wire.ChatRules;
import dev.atelier.vision.wire.Looks;
import dev.atelier.vision.wire.LoopbackModelServer;
import dev.atelier.vision.wire.ModelTroubles;
import dev.atelier.vision.wire.Patience;

class Holo3TroubleTest extends ModelTroubles {
  @Override
  protected LoopbackModelServer start() {
    return new LoopbackModelServer(Holo3BackendTest::refusal);
  }

  @Override
  protected Conversation begin(String url, Patience patience, Spending spending) {
    return Holo3BackendTest.backend(url, patience).begin(Looks.assignment(spending));
  }

  @Override
  protected String good() {
    return ChatRules.said("{\"tool_call\":{\"tool_name\":\"wait\",\"seconds\":1}}").toString();
  }

  @Override
  protected String nonsense() {
    return ChatRules.said("{\"tool_call\":{\"tool_name\":\"click\",\"x\":9999,\"y\":1}}")
        .toString();
  }

  @Override
  protected Usage firstCall() {
    return Holo3BackendTest.backend("http://127.0.0.1:1", LoopbackModelServer.TINY).firstCall();
  }
}
