package dev.atelier.vision.anthropic;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionResult;
import dev.atelier.desktop.InvalidAction;
import dev.atelier.desktop.UnknownVerb;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Observation;
import dev.atelier.vision.wire.PlainWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A turn of the model that is being worked off: its wishes are carried out in order up to the first
 * that fails, and every one is answered. Used by one thread.
 */
final class OpenTurn {
  static final String AFTER_A_FAILURE =
      "Not executed: an earlier computer action in this turn failed.";
  static final String AFTER_A_QUESTION =
      "Not executed: wait for the person's answer before you act.";
  static final String NOT_EXECUTED = "Not executed.";

  private final Answer answer;
  private final ComputerTool tool;
  private final PictureScale scale;
  private final boolean mayAsk;
  private final List<Result> results = new ArrayList<>();
  private int inHand;
  private String whyNoMore = "";

  /**
   * @param scale of the picture that the model saw
   */
  OpenTurn(Answer answer, ComputerTool tool, PictureScale scale, boolean mayAsk) {
    this.answer = answer;
    this.tool = tool;
    this.scale = scale;
    this.mayAsk = mayAsk;
  }

  /** What to do next of it; empty when every wish has its answer. */
  Optional<Decision> next() {
    List<Action> actions = new ArrayList<>();
    List<ToolUse> uses = answer.toolUses();
    while (whyNoMore.isEmpty() && results.size() + actions.size() < uses.size()) {
      ToolUse use = uses.get(results.size() + actions.size());
      try {
        if (use.asksPerson() || (mayAsk && use.asksForApproval())) {
          Decision question = question(use);
          return Optional.of(actions.isEmpty() ? question : act(actions));
        }
        actions.add(scale.onScreen(use.action(tool)));
      } catch (InvalidAction | UnknownVerb wrong) {
        if (!actions.isEmpty()) {
          break;
        }
        results.add(Result.error(use, wrong.getMessage()));
        whyNoMore = AFTER_A_FAILURE;
      }
    }
    if (!actions.isEmpty()) {
      return Optional.of(act(actions));
    }
    while (results.size() < uses.size()) {
      results.add(Result.error(uses.get(results.size()), whyNoMore));
    }
    return Optional.empty();
  }

  private Decision question(ToolUse use) {
    return use.asksPerson()
        ? new Decision.AskPerson(use.question())
        : new Decision.AskForApproval(use.question(), actionBehind(use));
  }

  /** What is about to be done, where the model said so in the same turn; it is not done yet. */
  private Optional<Action> actionBehind(ToolUse question) {
    List<ToolUse> uses = answer.toolUses();
    int next = uses.indexOf(question) + 1;
    try {
      return next < uses.size()
          ? Optional.of(scale.onScreen(uses.get(next).action(tool)))
          : Optional.empty();
    } catch (InvalidAction | UnknownVerb senseless) {
      return Optional.empty();
    }
  }

  private Decision act(List<Action> actions) {
    inHand = actions.size();
    return new Decision.Act(actions, answer.reason());
  }

  /** Takes note of what came of the last {@link #next}. */
  void hear(Observation seen, Sight sight) {
    if (inHand == 0) {
      results.add(Result.of(current(), new Words(told(current(), seen.answer()))));
      whyNoMore = AFTER_A_QUESTION;
      return;
    }
    for (int n = 0; n < inHand; n++) {
      if (n < seen.outcomes().size() && whyNoMore.isEmpty()) {
        results.add(result(seen.outcomes().get(n), sight));
      } else {
        results.add(Result.error(current(), whyNoMore.isEmpty() ? NOT_EXECUTED : whyNoMore));
      }
      if (results.get(results.size() - 1).error()) {
        whyNoMore = AFTER_A_FAILURE;
      }
    }
    inHand = 0;
  }

  private ToolUse current() {
    return answer.toolUses().get(results.size());
  }

  private Result result(Observation.Outcome outcome, Sight sight) {
    if (!outcome.ok()) {
      return Result.error(current(), outcome.message());
    }
    boolean last = results.size() == answer.toolUses().size() - 1;
    Optional<ActionResult> came = outcome.result();
    if (outcome.action() instanceof Action.LookAtScreen) {
      // The last look is answered with the settled screen, which is newer.
      return new Result(
          current(),
          false,
          last ? List.of() : came.flatMap(ActionResult::image).map(sight::show).orElse(List.of()));
    }
    Optional<Block> closer = came.flatMap(ActionResult::image).map(sight::closer);
    return Result.of(current(), closer.orElseGet(() -> words(outcome, sight.scale())));
  }

  /** Without places on the screen where the model sees a smaller one. */
  private static Block words(Observation.Outcome outcome, PictureScale scale) {
    return new Words(
        outcome
            .result()
            .flatMap(ActionResult::point)
            .map(point -> "The pointer is at " + scale.inPicture(point) + ".")
            .orElse(scale.isExact() ? outcome.message() : "Done."));
  }

  private static String told(ToolUse question, Optional<Observation.Answer> answer) {
    if (question.asksPerson() && answer.isPresent()) {
      return PlainWords.ofHelp(answer.get());
    }
    String verdict =
        answer.isEmpty()
            ? "Nobody answered. Do not do it."
            : answer.get().approved() ? "Approved." : "Denied. Do not do it.";
    String words = answer.map(Observation.Answer::words).orElse("").strip();
    return words.isEmpty() ? verdict : verdict + " The person says: " + words;
  }

  /**
   * All answers, with the screen in the last one where it belongs to an action that went well, and
   * behind them where it does not.
   */
  Turn.FromUs answered(List<Block> screen) {
    Result last = results.get(results.size() - 1);
    boolean zoomed = last.blocks().stream().anyMatch(Picture.class::isInstance);
    if (last.error() || zoomed || last.use().asks()) {
      return new Turn.FromUs(results, screen);
    }
    List<Result> complete = new ArrayList<>(results);
    Result whole = last;
    for (Block block : screen) {
      whole = whole.with(block);
    }
    complete.set(complete.size() - 1, whole);
    return new Turn.FromUs(complete, List.of());
  }

  /** What the model got wrong. */
  String lastError() {
    return results.stream()
        .filter(Result::error)
        .findFirst()
        .map(result -> ((Words) result.blocks().get(0)).text())
        .orElse("");
  }
}
