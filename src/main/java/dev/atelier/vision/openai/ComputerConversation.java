package dev.atelier.vision.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.Screenshot;
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
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One task's exchange by the computer tool. Only what is new is sent: the server keeps what was
 * said, and an answer that made no sense is left out of it. Used by one thread.
 */
final class ComputerConversation implements Conversation {
  private static final int LONGEST_PICTURE = 1600;
  private static final int MOST_OUTPUT = 8192;
  private static final int TOKENS_OF_TOOLS = 2000;

  /** Pixels: a clock and a caret make no other screen. */
  private static final int BLINK = 1000;

  private static final String CHANGED_MEANWHILE =
      "You were about to act and a person was asked first. They approved, but meanwhile the screen"
          + " changed, so nothing was done. This is the screen now.";

  private final ResponsesServer server;
  private final Assignment assignment;
  private final SystemPrompt prompt;
  private List<ComputerCall> calls = List.of();
  private String before = "";
  private long tokensBefore;
  private Held held;

  ComputerConversation(ResponsesServer server, Assignment assignment, SystemPrompt prompt) {
    this.server = server;
    this.assignment = assignment;
    this.prompt = prompt;
  }

  static Usage firstCall() {
    return Usage.of(TOKENS_OF_TOOLS + Tokens.OF_A_PICTURE, MOST_OUTPUT);
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
    SentPicture sent = sent(observation);
    return Clarification.of(server.name(), new Turn(told(observation, sent), sent, observation));
  }

  private static SentPicture sent(Observation observation) {
    return SentPicture.within(LONGEST_PICTURE, LONGEST_PICTURE, observation.screen());
  }

  /**
   * The server's safety checks are acknowledged by a person or not at all; what was approved is
   * done on the screen that it was meant for or not at all.
   */
  private Decision whatAPersonSaid(Observation observation) throws InterruptedException {
    if (observation.answer().isEmpty()) {
      return held.asked();
    }
    Held answered = held;
    held = null;
    if (!observation.answer().get().approved()) {
      return denied(answered.question(), observation.answer().get());
    }
    if (answered.screen().differsAbovePanelIn(observation.screen()) > BLINK) {
      return Clarification.of(server.name(), answered.turn().anew(observation));
    }
    goOnFrom(answered.reply(), answered.tokens());
    return answered.reply().decision();
  }

  private static Decision denied(String question, Observation.Answer answer) {
    String words = answer.words().strip();
    return new Decision.GiveUp(
        "A person did not approve this: "
            + question
            + (words.isEmpty() ? "" : " Their words: " + words));
  }

  private void goOnFrom(Reply reply, long tokens) {
    before = reply.id();
    calls = reply.calls();
    tokensBefore = tokens;
  }

  /**
   * An answer that waits for a person; until then the exchange stands where it was before.
   *
   * @param tokens that the exchange takes with it
   * @param screen that it was decided on
   */
  private record Held(Reply reply, long tokens, Turn turn, Screenshot screen) {

    Decision asked() {
      Optional<Action> first =
          reply.calls().stream().flatMap(call -> call.asked().actions().stream()).findFirst();
      return new Decision.AskForApproval(question(), first);
    }

    String question() {
      return reply.calls().stream()
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
      } else if (!call.asked().actions().isEmpty()) {
        input.add(call.answeredInWords(results.get(n).text()));
      } else {
        input.add(call.answeredInWords(PlainWords.ofAnswer(call.asked(), observation)));
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
    private final Screenshot screen;

    Turn(ArrayNode input, SentPicture sent, Observation observation) {
      this.input = input;
      this.sent = sent;
      this.screen = observation.screen();
      this.instructions =
          prompt.forWork(assignment, sent.picture().width(), sent.picture().height());
      this.scale =
          Scale.of(sent, new Size(observation.screen().width(), observation.screen().height()));
    }

    /**
     * The same turn once more: an answer that is not followed is left out of the exchange, so that
     * its checks are not acknowledged either.
     */
    Turn anew(Observation observation) {
      SentPicture now = sent(observation);
      List<String> words = new ArrayList<>(List.of(CHANGED_MEANWHILE));
      observation
          .answer()
          .map(Observation.Answer::words)
          .map(String::strip)
          .filter(said -> !said.isEmpty())
          .ifPresent(said -> words.add("Their words: " + said));
      words.addAll(observation.notes());
      ArrayNode told = input.deepCopy();
      say(told, words, now);
      return new Turn(told, now, observation);
    }

    @Override
    public Decision ask() throws InterruptedException {
      JsonNode response = server.ask(request(), atMost(), assignment.spending());
      Reply reply = new ReplyReader(scale).read(response);
      JsonNode usage = response.path("usage");
      long tokens = usage.path("input_tokens").asLong() + usage.path("output_tokens").asLong();
      if (reply.decision() instanceof Decision.Act
          && reply.calls().stream().anyMatch(ComputerCall::needsApproval)) {
        held = new Held(reply, tokens, this, screen);
        return held.asked();
      }
      goOnFrom(reply, tokens);
      return reply.decision();
    }

    private ObjectNode request() {
      ObjectNode request = Json.mapper().createObjectNode();
      request.put("instructions", instructions);
      request.set(
          "tools", ComputerTool.tools(server.model(), sent.picture(), assignment.mayFill()));
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
