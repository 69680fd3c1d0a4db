package dev.atelier.vision.holo3;

import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import dev.atelier.vision.Assignment;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Observation;
import dev.atelier.vision.SystemPrompt;
import dev.atelier.vision.wire.AskedCall;
import dev.atelier.vision.wire.ChatServer;
import dev.atelier.vision.wire.Clarification;
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

/** One task's exchange with Holo3. Used by one thread. */
final class Holo3Conversation implements Conversation {
  /** As many as the server is told to accept, and the model was trained with. */
  private static final int MOST_PICTURES = 3;

  private static final int MOST_OUTPUT = 4096;
  private static final int LONGEST_REPLAY = 4000;
  private static final OpenAiChatRequestParameters PARAMETERS =
      OpenAiChatRequestParameters.builder()
          .maxOutputTokens(MOST_OUTPUT)
          .responseFormat(StepFormat.responseFormat())
          .customParameters(Map.of("chat_template_kwargs", Map.of("enable_thinking", true)))
          .build();

  private final ChatServer server;
  private final Assignment assignment;
  private final Transcript transcript = new Transcript(MOST_PICTURES);
  private List<AskedCall> asked = List.of();
  private Screenshot shown;
  private SentPicture sent;

  Holo3Conversation(ChatServer server, Assignment assignment, SystemPrompt prompt) {
    this.server = server;
    this.assignment = assignment;
    transcript.add(
        SystemMessage.from(
            prompt.forWork(assignment, assignment.screen().width(), assignment.screen().height())
                + "\n\n"
                + StepFormat.explained()));
  }

  @Override
  public String backend() {
    return Holo3Backend.NAME;
  }

  @Override
  public Decision decide(Observation observation) throws InterruptedException {
    transcript.add(UserMessage.from(told(observation)));
    asked = List.of();
    return Clarification.of(server.name(), new Turn(observation));
  }

  private List<Content> told(Observation observation) {
    List<Content> contents = new ArrayList<>();
    if (shown == null) {
      contents.add(TextContent.from(SystemPrompt.goal(assignment)));
    }
    for (AskedCall.Result result : AskedCall.results(asked, observation.outcomes())) {
      String text =
          result.call().actions().isEmpty()
              ? observation.answer().map(PlainWords::of).orElse("Nobody has answered.")
              : result.text();
      contents.add(
          TextContent.from(
              "<tool_output tool=\"" + result.call().tool() + "\">" + text + "</tool_output>"));
    }
    look(observation.screen(), contents);
    observation.notes().forEach(note -> contents.add(TextContent.from(note)));
    return contents;
  }

  private void look(Screenshot screen, List<Content> contents) {
    if (shown != null && shown.showsTheSameAs(screen)) {
      contents.add(TextContent.from("<observation>" + PlainWords.UNCHANGED + "</observation>"));
      return;
    }
    shown = screen;
    sent = SentPicture.within(SentPicture.LONGEST, SentPicture.LONGEST, screen);
    contents.add(TextContent.from("<observation>"));
    contents.add(sent.content());
    contents.add(TextContent.from("</observation>"));
  }

  /** What is asked about one look at the screen. */
  private final class Turn implements Clarification.Exchange {
    private final StepReader reader;

    Turn(Observation observation) {
      reader =
          new StepReader(
              sent,
              new Size(observation.screen().width(), observation.screen().height()),
              observation.cursor());
    }

    @Override
    public Decision ask() throws InterruptedException {
      ChatResponse answer =
          server.ask(
              transcript.messages(),
              PARAMETERS,
              MOST_OUTPUT,
              (int) Tokens.atMost(StepFormat.SCHEMA),
              assignment.spending());
      String content = answer.aiMessage().text();
      Step step;
      try {
        if (answer.finishReason() == FinishReason.LENGTH) {
          throw new Unintelligible("the answer was cut off, as it was too long");
        }
        step = reader.read(content);
      } catch (Unintelligible nonsense) {
        transcript.add(AiMessage.from(replay(content)));
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

    /** Nothing that is longer than a step, and never nothing: servers refuse an empty message. */
    private static String replay(String content) {
      String text = StepReader.withoutThinking(content);
      return text.isEmpty() ? "…" : text.substring(0, Math.min(text.length(), LONGEST_REPLAY));
    }
  }
}
