package dev.atelier.vision.uitars;

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

/** One task's exchange with UI-TARS. Used by one thread. */
final class UiTarsConversation implements Conversation {
  private static final int MOST_PICTURES = 3;
  private static final int MOST_OUTPUT = 2048;
  private static final int LONGEST_REPLAY = 4000;
  private static final OpenAiChatRequestParameters PARAMETERS =
      OpenAiChatRequestParameters.builder().maxOutputTokens(MOST_OUTPUT).temperature(0.0).build();

  private final ChatServer server;
  private final Assignment assignment;
  private final Transcript transcript = new Transcript(MOST_PICTURES);
  private List<AskedCall> asked = List.of();
  private Screenshot shown;
  private SentPicture sent;

  UiTarsConversation(ChatServer server, Assignment assignment, SystemPrompt prompt) {
    this.server = server;
    this.assignment = assignment;
    transcript.add(
        SystemMessage.from(
            prompt.forWork(assignment, assignment.screen().width(), assignment.screen().height())));
  }

  @Override
  public String backend() {
    return UiTarsBackend.NAME;
  }

  @Override
  public Decision decide(Observation observation) throws InterruptedException {
    transcript.add(UserMessage.from(told(observation)));
    asked = List.of();
    ModelSize counted = ModelSize.of(sent.picture().width(), sent.picture().height());
    Size screen = new Size(observation.screen().width(), observation.screen().height());
    return Clarification.of(server.name(), new Turn(new SaidReader(counted.onto(screen))));
  }

  private List<Content> told(Observation observation) {
    List<Content> contents = new ArrayList<>();
    if (shown == null) {
      contents.add(TextContent.from(Grammar.with(SystemPrompt.goal(assignment))));
    }
    for (AskedCall.Result result : AskedCall.results(asked, observation.outcomes())) {
      String text =
          result.call().actions().isEmpty()
              ? observation.answer().map(PlainWords::of).orElse("Nobody has answered.")
              : result.text();
      contents.add(TextContent.from(result.call().tool() + ": " + text));
    }
    observation.notes().forEach(note -> contents.add(TextContent.from(note)));
    look(observation.screen(), contents);
    return contents;
  }

  private void look(Screenshot screen, List<Content> contents) {
    if (shown != null && shown.showsTheSameAs(screen)) {
      contents.add(TextContent.from(PlainWords.UNCHANGED));
      return;
    }
    shown = screen;
    sent = SentPicture.within(SentPicture.LONGEST, SentPicture.LONGEST, screen);
    contents.add(sent.content());
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
      String text = answer.aiMessage().text();
      transcript.add(AiMessage.from(replay(text)));
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

    /** Nothing that is longer than a step, and never nothing: servers refuse an empty message. */
    private static String replay(String text) {
      String words = text == null ? "" : text.strip();
      return words.isEmpty() ? "…" : words.substring(0, Math.min(words.length(), LONGEST_REPLAY));
    }
  }
}
