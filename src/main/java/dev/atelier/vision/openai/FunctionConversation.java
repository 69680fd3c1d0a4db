package dev.atelier.vision.openai;

import dev.atelier.desktop.Screenshot;
import dev.atelier.vision.Assignment;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Observation;
import dev.atelier.vision.SystemPrompt;
import dev.atelier.vision.Usage;
import dev.atelier.vision.wire.AskedCall;
import dev.atelier.vision.wire.ChatServer;
import dev.atelier.vision.wire.Clarification;
import dev.atelier.vision.wire.LastLook;
import dev.atelier.vision.wire.PlainWords;
import dev.atelier.vision.wire.SentPicture;
import dev.atelier.vision.wire.Tokens;
import dev.atelier.vision.wire.Transcript;
import dev.atelier.vision.wire.Unintelligible;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One task's exchange by functions. Used by one thread. */
final class FunctionConversation implements Conversation {
  private static final int MOST_PICTURES = 3;

  /** Larger ones are shrunk to this by the server, and their pixels then counted wrongly. */
  private static final int LONGEST = 2048;

  private static final int SHORTEST = 768;
  private static final int MOST_OUTPUT = 8192;
  private static final int TOKENS_OF_TOOLS = 4000;
  private final ChatServer server;
  private final Assignment assignment;
  private final SystemPrompt prompt;
  private final OpenAiChatRequestParameters parameters;
  private final Transcript transcript = new Transcript(MOST_PICTURES);
  private List<AskedCall> asked = List.of();
  private final LastLook look = new LastLook(LONGEST, SHORTEST);

  FunctionConversation(ChatServer server, Assignment assignment, SystemPrompt prompt) {
    this.server = server;
    this.assignment = assignment;
    this.prompt = prompt;
    this.parameters =
        OpenAiChatRequestParameters.builder()
            .maxCompletionTokens(MOST_OUTPUT)
            .toolSpecifications(FunctionTools.all(assignment.mayFill()))
            .build();
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
    boolean first = transcript.messages().isEmpty();
    List<Content> closer = answerCalls(observation);
    look.at(observation.screen());
    List<Content> contents = new ArrayList<>();
    if (first) {
      Screenshot picture = look.sent().picture();
      transcript.add(
          SystemMessage.from(prompt.forWork(assignment, picture.width(), picture.height())));
      contents.add(TextContent.from(SystemPrompt.goal(assignment)));
    }
    show(contents);
    observation.notes().forEach(note -> contents.add(TextContent.from(note)));
    contents.addAll(closer);
    transcript.add(UserMessage.from(contents));
    return Clarification.of(
        server.name(), new Turn(new FunctionReader(look.sent(), look.screen())));
  }

  /**
   * Answers every call.
   *
   * @return closer looks, which cannot be part of a function's result
   */
  private List<Content> answerCalls(Observation observation) {
    List<Content> closer = new ArrayList<>();
    for (AskedCall.Result result : AskedCall.results(asked, observation.outcomes())) {
      String text = PlainWords.of(result, observation);
      transcript.add(
          ToolExecutionResultMessage.from(result.call().id(), result.call().tool(), text));
      for (Screenshot picture : result.pictures()) {
        closer.add(TextContent.from("What " + result.call().tool() + " shows:"));
        closer.add(SentPicture.within(LONGEST, SHORTEST, picture).content());
      }
    }
    asked = List.of();
    // The whole screen must stay among the last pictures.
    if (closer.size() / 2 >= MOST_PICTURES) {
      closer.subList(0, closer.size() - 2 * (MOST_PICTURES - 1)).clear();
    }
    if (!closer.isEmpty()) {
      look.forget();
    }
    return closer;
  }

  private void show(List<Content> contents) {
    if (!look.isNew()) {
      contents.add(TextContent.from(PlainWords.UNCHANGED));
      return;
    }
    Screenshot picture = look.sent().picture();
    if (look.hasNewSize()) {
      contents.add(TextContent.from(PlainWords.newSize(picture.width(), picture.height())));
    }
    contents.add(TextContent.from("The screen now:"));
    contents.add(look.sent().content());
  }

  /** What is asked about one look at the screen. */
  private final class Turn implements Clarification.Exchange {
    private final FunctionReader reader;

    Turn(FunctionReader reader) {
      this.reader = reader;
    }

    @Override
    public Decision ask() throws InterruptedException {
      ChatResponse answer =
          server.ask(
              transcript.messages(),
              parameters,
              MOST_OUTPUT,
              TOKENS_OF_TOOLS,
              assignment.spending());
      Optional<Decision> refusal = ChatServer.refusal(answer);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      AiMessage message = Replay.of(answer.aiMessage());
      transcript.add(message);
      asked =
          message.toolExecutionRequests().stream()
              .map(call -> new AskedCall(call.id(), call.name(), List.of()))
              .toList();
      if (answer.finishReason() == FinishReason.LENGTH) {
        throw new Unintelligible("the answer was cut off, as it was too long");
      }
      FunctionReader.Said said = reader.read(Replay.asSaid(message, answer.aiMessage()));
      asked = said.calls();
      return said.decision();
    }

    /** A call must be answered before anything else is said. */
    @Override
    public void tell(String whatWasWrong) {
      asked.forEach(
          call ->
              transcript.add(
                  ToolExecutionResultMessage.from(call.id(), call.tool(), whatWasWrong)));
      if (asked.isEmpty()) {
        transcript.add(UserMessage.from(whatWasWrong));
      }
      asked = List.of();
    }
  }
}
