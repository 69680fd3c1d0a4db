package dev.atelier.vision.anthropic;

import dev.atelier.vision.Assignment;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Observation;
import dev.atelier.vision.SystemPrompt;
import dev.atelier.vision.wire.PaidCalls;
import dev.langchain4j.agent.tool.ToolSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One task's exchange with Claude. Used by one thread. */
final class AnthropicConversation implements Conversation {
  private static final int MOST_ATTEMPTS = 3;
  private static final Words BE_BRIEF =
      new Words(
          "Your last answer was cut off because it was too long. Be brief: one short sentence and"
              + " the next action.");
  private static final Words GO_ON = new Words("Go on.");
  private static final String OR_END =
      " Go on with the next action, or say in one to three sentences what was done.";

  private final Claude claude;
  private final PaidCalls calls;
  private final Sight sight;
  private final History history;
  private final boolean mayAsk;
  private final List<ToolSpecification> tools;
  private final List<Block> notes = new ArrayList<>();
  private OpenTurn open;

  AnthropicConversation(Claude claude, Assignment assignment, SystemPrompt prompt) {
    this.claude = claude;
    this.calls = new PaidCalls("Anthropic", assignment.spending());
    this.sight = new Sight(claude.tool(), assignment.screen());
    this.mayAsk = !assignment.askBefore().isEmpty();
    this.tools = Claude.toolsFor(assignment);
    this.history =
        new History(prompt.forWork(assignment, sight.scale().width(), sight.scale().height()));
    notes.add(new Words(SystemPrompt.goal(assignment)));
  }

  @Override
  public String backend() {
    return AnthropicBackend.NAME;
  }

  @Override
  public Decision decide(Observation seen) throws InterruptedException {
    seen.notes().forEach(note -> notes.add(new Words(note)));
    if (open != null) {
      open.hear(seen, sight);
      Optional<Decision> rest = open.next();
      if (rest.isPresent()) {
        return rest.get();
      }
    }
    tell(seen);
    return ask(seen);
  }

  private void tell(Observation seen) {
    List<Block> screen = sight.show(seen.screen());
    Turn.FromUs told = open == null ? new Turn.FromUs(List.of(), screen) : open.answered(screen);
    for (Block note : notes) {
      told = told.with(note);
    }
    notes.clear();
    open = null;
    history.add(told, sight.shown());
  }

  /** Asks until the answer can be followed, a few times. */
  private Decision ask(Observation seen) throws InterruptedException {
    boolean cutOff = false;
    String wrong = "";
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Answer answer =
          calls.make(
              claude.call(history, tools),
              () -> claude.ask(history, sight.scale(), tools),
              told -> told.usage().orElseThrow());
      Optional<Decision> end = end(answer, cutOff);
      if (end.isPresent()) {
        return end.get();
      }
      if (answer.stop().equals("max_tokens")) {
        cutOff = true;
        history.addToLast(BE_BRIEF);
      } else if (answer.toolUses().isEmpty()) {
        wrong = wrong(answer);
        goOnAfter(answer, wrong);
      } else {
        history.add(answer);
        open = new OpenTurn(answer, claude.tool(), sight.scale(), mayAsk);
        Optional<Decision> next = open.next();
        if (next.isPresent()) {
          return next.get();
        }
        wrong = open.lastError();
        tell(seen);
      }
    }
    return new Decision.GiveUp(
        "Claude was asked "
            + MOST_ATTEMPTS
            + " times and gave no answer that can be followed: "
            + wrong);
  }

  private Optional<Decision> end(Answer answer, boolean wasCutOff) {
    return switch (answer.stop()) {
      case "refusal" -> Optional.of(new Decision.GiveUp(refused(answer)));
      case "model_context_window_exceeded" ->
          Optional.of(new Decision.GiveUp("The exchange has become too long for Claude."));
      case "max_tokens" ->
          wasCutOff
              ? Optional.of(
                  new Decision.GiveUp(
                      "Claude's answers are longer than ANTHROPIC_MAX_TOKENS ("
                          + claude.maxTokens()
                          + ") allows."))
              : Optional.empty();
      case "end_turn", "stop_sequence" -> finish(answer);
      default -> Optional.empty();
    };
  }

  private static String wrong(Answer answer) {
    if (answer.words().isEmpty()) {
      return "it said nothing";
    }
    return answer.stop().isEmpty()
        ? "it did not say why it stopped"
        : "it stopped with “" + answer.stop() + "” and without an action";
  }

  private void goOnAfter(Answer answer, String wrong) {
    if (answer.isPaused()) {
      history.add(answer);
      history.add(new Turn.FromUs(List.of(), List.of(GO_ON)), sight.shown());
    } else {
      history.addToLast(new Words("Your last answer cannot be followed: " + wrong + "." + OR_END));
    }
  }

  private Optional<Decision> finish(Answer answer) {
    if (!answer.toolUses().isEmpty() || answer.words().isEmpty()) {
      return Optional.empty();
    }
    history.add(answer);
    return Optional.of(new Decision.Finish(answer.words()));
  }

  private static String refused(Answer answer) {
    String why = answer.words().isEmpty() ? answer.refusal() : answer.words();
    return "Claude refuses to go on" + (why.isEmpty() ? "." : ": " + why);
  }
}
