package dev.atelier.vision.openai;

import dev.atelier.json.Json;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Brings a model's message into a form that every server takes back. */
final class Replay {
  private Replay() {}

  /** Every call with a name of its own and arguments that are JSON; never an empty message. */
  static AiMessage of(AiMessage message) {
    List<ToolExecutionRequest> calls = new ArrayList<>();
    for (ToolExecutionRequest call : named(message)) {
      calls.add(
          call.toBuilder().arguments(isObject(call.arguments()) ? call.arguments() : "{}").build());
    }
    String text = message.text();
    boolean silent = (text == null || text.isBlank()) && calls.isEmpty();
    return AiMessage.builder().text(silent ? "…" : text).toolExecutionRequests(calls).build();
  }

  /** The same calls with the arguments that were really written. */
  static AiMessage asSaid(AiMessage replayed, AiMessage said) {
    List<ToolExecutionRequest> calls = new ArrayList<>();
    for (int n = 0; n < replayed.toolExecutionRequests().size(); n++) {
      calls.add(
          replayed.toolExecutionRequests().get(n).toBuilder()
              .arguments(said.toolExecutionRequests().get(n).arguments())
              .build());
    }
    return AiMessage.builder().text(said.text()).toolExecutionRequests(calls).build();
  }

  private static List<ToolExecutionRequest> named(AiMessage message) {
    Set<String> ids = new HashSet<>();
    List<ToolExecutionRequest> calls = new ArrayList<>();
    for (ToolExecutionRequest call : message.toolExecutionRequests()) {
      String id = call.id() == null || call.id().isBlank() ? "" : call.id();
      for (int n = 1; id.isEmpty() || !ids.add(id); n++) {
        id = "call_" + n;
      }
      String name = call.name() == null || call.name().isBlank() ? "unnamed" : call.name();
      calls.add(call.toBuilder().id(id).name(name).build());
    }
    return calls;
  }

  private static boolean isObject(String arguments) {
    try {
      return arguments != null && Json.readObject(arguments) != null;
    } catch (UncheckedIOException malformed) {
      return false;
    }
  }
}
