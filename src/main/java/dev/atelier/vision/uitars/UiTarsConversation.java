package dev.atelier.vision.uitars;

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
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One task's exchange with UI-TARS. Used by one thread. */
final class UiTarsConversation implements Conversation {
  private static final int MOST_PICTURES = 3;
  private static final int MOST_OUTPUT = 2048;
  private static final OpenAiChatRequestParameters PARAMETERS =
      OpenAiChatRequestParameters.builder().maxOutputTokens(MOST_OUTPUT).temperature(0.0).build();

  private final ChatServer server;
  private final Assignment assignment;
  private final SystemPrompt prompt;
  private final Transcript transcript = new Transcript(MOST_PICTURES);
  private List<AskedCall> asked = List.of();
  private final LastLook look = new LastLook(SentPicture.LONGEST, SentPicture.LONGEST);

  UiTarsConversation(ChatServer server, Assignment assignment, SystemPrompt prompt) {
    this.server = server;
    this.assignment = assignment;
    this.prompt = prompt;
  }

  static Usage firstCall() {
    return Usage.of(Tokens.OF_A_PICTURE, MOST_OUTPUT);
  }

  @Override
  public String backend() {
    return UiTarsBackend.NAME;
  }

  @Override
  public Decision decide(Observation observation) throws InterruptedException {
    look.at(observation.screen());
    ModelSize counted = ModelSize.of(look.sent().picture().width(), look.sent().picture().height());
    boolean first = transcript.messages().isEmpty();
    if (first) {
      transcript.add(
          SystemMessage.from(prompt.forWork(assignment, counted.width(), counted.height())));
    }
    transcript.add(UserMessage.from(told(observation, first, counted)));
    asked = List.of();
    return Clarification.of(
        server.name(),
        new Turn(new SaidReader(counted.onto(look.screen()), !assignment.askBefore().isEmpty())));
  }

  private List<Content> told(Observation observation, boolean first, ModelSize counted) {
    List<Content> contents = new ArrayList<>();
    if (first) {
      contents.add(
          TextContent.from(Grammar.with(SystemPrompt.goal(assignment), assignment.mayFill())));
    }
    for (AskedCall.Result result : AskedCall.results(asked, observation.outcomes())) {
      contents.add(
          TextContent.from(result.call().tool() + ": " + PlainWords.of(result, observation)));
    }
    observation.notes().forEach(note -> contents.add(TextContent.from(note)));
    show(contents, counted);
    return contents;
  }

  private void show(List<Content> contents, ModelSize counted) {
    if (!look.isNew()) {
      contents.add(TextContent.from(PlainWords.UNCHANGED));
      return;
    }
    if (look.hasNewSize()) {
      contents.add(TextContent.from(PlainWords.newSize(counted.width(), counted.height())));
    }
    contents.add(look.sent().content());
  }

  /** What is asked about one look at the screen. */
  private final class Turn implements Clarification.Exchange {
    private final SaidReader reader;

    Turn(SaidReader reader) {
      this.reader = reader;
    }

    @Override
    public Decision ask() throws InterruptedException {
      ChatResponse answer =
          server.ask(transcript.messages(), PARAMETERS, MOST_OUTPUT, 0, assignment.spending());
      Optional<Decision> refusal = ChatServer.refusal(answer);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      String text = answer.aiMessage().text();
      transcript.add(AiMessage.from(PlainWords.replay(text)));
      if (answer.finishReason() == FinishReason.LENGTH) {
        throw new Unintelligible("the answer was cut off, as it was too long");
      }
      Said said = reader.read(text);
      asked = said.calls();
      return said.decision();
    }

    @Override
    public void tell(String whatWasWrong) {
      transcript.add(UserMessage.from(whatWasWrong));
    }
  }
}
