package dev.atelier.vision.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.desktop.Size;
import dev.atelier.json.Json;
import dev.atelier.vision.Assignment;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Observation;
import dev.atelier.vision.SystemPrompt;
import dev.atelier.vision.Usage;
import dev.atelier.vision.wire.AskedCall;
import dev.atelier.vision.wire.Clarification;
import dev.atelier.vision.wire.PlainWords;
import dev.atelier.vision.wire.Scale;
import dev.atelier.vision.wire.SentPicture;
import dev.atelier.vision.wire.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One task's exchange by the computer tool. Only what is new is sent: the server keeps what was
 * said, and an answer that made no sense is left out of it. Used by one thread.
 */
final class ComputerConversation implements Conversation {
  private static final int LONGEST_PICTURE = 1600;
  private static final int MOST_OUTPUT = 8192;
  private static final int TOKENS_OF_TOOLS = 2000;

  private final ResponsesServer server;
  private final Assignment assignment;
  private final SystemPrompt prompt;
  private List<ComputerCall> calls = List.of();
  private String before = "";
  private long tokensBefore;
  private Decision.Act held;

  ComputerConversation(ResponsesServer server, Assignment assignment, SystemPrompt prompt) {
    this.server = server;
    this.assignment = assignment;
    this.prompt = prompt;
  }

  @Override
  public String backend() {
    return OpenAiBackend.NAME;
  }

  @Override
  public Decision decide(Observation observation) throws InterruptedException {
    if (held != null) {
      return whatAPersonSaid(observation);
    }
    SentPicture sent = SentPicture.within(LONGEST_PICTURE, LONGEST_PICTURE, observation.screen());
    return Clarification.of(server.name(), new Turn(told(observation, sent), sent, observation));
  }

  /** The server's safety checks are acknowledged by a person or not at all. */
  private Decision whatAPersonSaid(Observation observation) {
    if (observation.answer().isEmpty()) {
      return new Decision.AskForApproval(question());
    }
    Decision.Act approved = held;
    held = null;
    if (observation.answer().get().approved()) {
      return approved;
    }
    String words = observation.answer().get().words().strip();
    return new Decision.GiveUp(
        "A person did not approve this: "
            + question()
            + (words.isEmpty() ? "" : " Their words: " + words));
  }

  private String question() {
    return calls.stream()
        .flatMap(call -> checks(call).stream())
        .collect(Collectors.joining(" ", "The model's safety check asks a person first: ", ""));
  }

  private static List<String> checks(ComputerCall call) {
    List<String> messages = new ArrayList<>();
    call.checks()
        .forEach(
            check ->
                messages.add(
                    check.path("message").asText(check.path("code").asText("no reason given"))));
    return messages;
  }

  private ArrayNode told(Observation observation, SentPicture sent) {
    ArrayNode input = Json.mapper().createArrayNode();
    List<String> words = new ArrayList<>();
    if (before.isEmpty()) {
      words.add(SystemPrompt.goal(assignment));
    }
    List<AskedCall> asked = calls.stream().map(ComputerCall::asked).toList();
    List<AskedCall.Result> results = AskedCall.results(asked, observation.outcomes());
    boolean seen = false;
    for (int n = 0; n < calls.size(); n++) {
      ComputerCall call = calls.get(n);
      if (call.onScreen()) {
        input.add(call.answered(sent.dataUrl()));
        seen = true;
        if (!results.get(n).ok()) {
          words.add(results.get(n).text());
        }
      } else {
        input.add(
            call.answeredInWords(
                observation.answer().map(PlainWords::of).orElse("Nobody has answered.")));
      }
    }
    words.addAll(observation.notes());
    if (!seen || !words.isEmpty()) {
      say(input, words, seen ? null : sent);
    }
    return input;
  }

  private static void say(ArrayNode input, List<String> words, SentPicture sent) {
    ArrayNode content = input.addObject().put("role", "user").putArray("content");
    words.forEach(text -> content.addObject().put("type", "input_text").put("text", text));
    if (sent != null) {
      content.addObject().put("type", "input_image").put("image_url", sent.dataUrl());
    }
  }

  /** What is asked about one look at the screen. */
  private final class Turn implements Clarification.Exchange {
    private final ArrayNode input;
    private final SentPicture sent;
    private final Scale scale;
    private final String instructions;

    Turn(ArrayNode input, SentPicture sent, Observation observation) {
      this.input = input;
      this.sent = sent;
      this.instructions =
          prompt.forWork(assignment, sent.picture().width(), sent.picture().height());
      this.scale =
          Scale.of(sent, new Size(observation.screen().width(), observation.screen().height()));
    }

    @Override
    public Decision ask() throws InterruptedException {
      JsonNode response = server.ask(request(), atMost(), assignment.spending());
      Reply reply = new ReplyReader(scale).read(response);
      before = reply.id();
      calls = reply.calls();
      JsonNode usage = response.path("usage");
      tokensBefore = usage.path("input_tokens").asLong() + usage.path("output_tokens").asLong();
      if (reply.decision() instanceof Decision.Act act
          && calls.stream().anyMatch(ComputerCall::needsApproval)) {
        held = act;
        return new Decision.AskForApproval(question());
      }
      return reply.decision();
    }

    private ObjectNode request() {
      ObjectNode request = Json.mapper().createObjectNode();
      request.put("instructions", instructions);
      request.set("tools", ComputerTool.tools(server.model(), sent.picture()));
      request.set("input", input.deepCopy());
      if (!before.isEmpty()) {
        request.put("previous_response_id", before);
      }
      return request.put("truncation", "auto").put("max_output_tokens", MOST_OUTPUT);
    }

    /** All that was said before counts again. */
    private Usage atMost() {
      int pictures = input.findValues("image_url").size();
      long words =
          input.findValuesAsText("text").stream().mapToLong(Tokens::atMost).sum()
              + input.findValuesAsText("output").stream().mapToLong(Tokens::atMost).sum();
      return Usage.of(
          tokensBefore
              + Tokens.atMost(instructions)
              + TOKENS_OF_TOOLS
              + words
              + (long) pictures * Tokens.OF_A_PICTURE,
          MOST_OUTPUT);
    }

    @Override
    public void tell(String whatWasWrong) {
      say(input, List.of("Your last answer could not be used: " + whatWasWrong), null);
    }
  }
}
