package dev.atelier.vision.holo3;

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
import java.util.Map;
import java.util.Optional;

/** One task's exchange with Holo3. Used by one thread. */
final class Holo3Conversation implements Conversation {
  /** As many as the server is told to accept, and the model was trained with. */
  private static final int MOST_PICTURES = 3;

  private static final int MOST_OUTPUT = 4096;

  private final ChatServer server;
  private final Assignment assignment;
  private final SystemPrompt prompt;
  private final OpenAiChatRequestParameters parameters;
  private final Transcript transcript = new Transcript(MOST_PICTURES);
  private List<AskedCall> asked = List.of();
  private final LastLook look = new LastLook(SentPicture.LONGEST, SentPicture.LONGEST);

  Holo3Conversation(ChatServer server, Assignment assignment, SystemPrompt prompt) {
    this.server = server;
    this.assignment = assignment;
    this.prompt = prompt;
    this.parameters =
        OpenAiChatRequestParameters.builder()
            .maxOutputTokens(MOST_OUTPUT)
            .responseFormat(StepFormat.responseFormat(assignment.mayFill()))
            .customParameters(Map.of("chat_template_kwargs", Map.of("enable_thinking", true)))
            .build();
  }

  /** The schema is sent twice. */
  static Usage firstCall() {
    return Usage.of(2 * Tokens.atMost(StepFormat.SCHEMA) + Tokens.OF_A_PICTURE, MOST_OUTPUT);
  }

  @Override
  public String backend() {
    return Holo3Backend.NAME;
  }

  @Override
  public Decision decide(Observation observation) throws InterruptedException {
    look.at(observation.screen());
    boolean first = transcript.messages().isEmpty();
    if (first) {
      transcript.add(
          SystemMessage.from(
              prompt.forWork(assignment, look.screen().width(), look.screen().height())
                  + "\n\n"
                  + StepFormat.explained(assignment.mayFill())));
    }
    transcript.add(UserMessage.from(told(observation, first)));
    asked = List.of();
    return Clarification.of(server.name(), new Turn(observation));
  }

  private List<Content> told(Observation observation, boolean first) {
    List<Content> contents = new ArrayList<>();
    if (first) {
      contents.add(TextContent.from(SystemPrompt.goal(assignment)));
    }
    for (AskedCall.Result result : AskedCall.results(asked, observation.outcomes())) {
      String text = PlainWords.of(result, observation);
      contents.add(
          TextContent.from(
              "<tool_output tool=\"" + result.call().tool() + "\">" + text + "</tool_output>"));
    }
    show(contents);
    observation.notes().forEach(note -> contents.add(TextContent.from(note)));
    return contents;
  }

  private void show(List<Content> contents) {
    if (!look.isNew()) {
      contents.add(TextContent.from("<observation>" + PlainWords.UNCHANGED + "</observation>"));
      return;
    }
    if (look.hasNewSize()) {
      contents.add(
          TextContent.from(PlainWords.newSize(look.screen().width(), look.screen().height())));
    }
    contents.add(TextContent.from("<observation>"));
    contents.add(look.sent().content());
    contents.add(TextContent.from("</observation>"));
  }

  /** What is asked about one look at the screen. */
  private final class Turn implements Clarification.Exchange {
    private final StepReader reader;

    Turn(Observation observation) {
      reader = new StepReader(look.sent(), look.screen(), observation.cursor());
    }

    @Override
    public Decision ask() throws InterruptedException {
      ChatResponse answer =
          server.ask(
              transcript.messages(),
              parameters,
              MOST_OUTPUT,
              (int) Tokens.atMost(StepFormat.SCHEMA),
              assignment.spending());
      Optional<Decision> refusal = ChatServer.refusal(answer);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      String content = answer.aiMessage().text();
      Step step;
      try {
        if (answer.finishReason() == FinishReason.LENGTH) {
          throw new Unintelligible("the answer was cut off, as it was too long");
        }
        step = reader.read(content);
      } catch (Unintelligible nonsense) {
        transcript.add(AiMessage.from(PlainWords.replay(StepReader.withoutThinking(content))));
        throw nonsense;
      }
      transcript.add(AiMessage.from(step.said()));
      asked = step.calls();
      return step.decision();
    }

    @Override
    public void tell(String whatWasWrong) {
      transcript.add(UserMessage.from(whatWasWrong));
    }
  }
}
