package dev.atelier.vision.wire;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionResult;
import dev.atelier.desktop.Screenshot;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Observation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One call that a model asked for, which may take several actions. Immutable.
 *
 * @param id what the model calls it; may be empty
 * @param asksPerson whether it asks a person for what only they can give; one that has no actions
 *     and does not, asks whether something may be done
 */
public record AskedCall(String id, String tool, List<Action> actions, boolean asksPerson) {
  private static final String NOT_EXECUTED = "Not executed: an earlier action in this turn failed.";

  public AskedCall {
    actions = List.copyOf(actions);
  }

  public AskedCall(String id, String tool, List<Action> actions) {
    this(id, tool, actions, false);
  }

  /** A call that ends a turn, with what it decides. */
  public static AskedCall ending(String id, String tool, Decision decision) {
    return new AskedCall(id, tool, List.of(), decision instanceof Decision.AskPerson);
  }

  /**
   * What to tell the model of a call.
   *
   * @param pictures of closer looks that it took
   */
  public record Result(AskedCall call, boolean ok, String text, List<Screenshot> pictures) {}

  /** Every action of all calls, in order. */
  public static List<Action> actionsOf(List<AskedCall> calls) {
    return calls.stream().flatMap(call -> call.actions().stream()).toList();
  }

  /** What came of each call, in order; outcomes are missing from behind the first failure on. */
  public static List<Result> results(List<AskedCall> calls, List<Observation.Outcome> outcomes) {
    Iterator<Observation.Outcome> next = outcomes.iterator();
    List<Result> results = new ArrayList<>();
    for (AskedCall call : calls) {
      List<Observation.Outcome> own = new ArrayList<>();
      while (own.size() < call.actions().size() && next.hasNext()) {
        own.add(next.next());
      }
      results.add(result(call, own));
    }
    return results;
  }

  private static Result result(AskedCall call, List<Observation.Outcome> own) {
    boolean ok =
        own.size() == call.actions().size() && own.stream().allMatch(Observation.Outcome::ok);
    String text =
        own.isEmpty()
            ? NOT_EXECUTED
            : own.stream().map(AskedCall::words).collect(Collectors.joining("; "));
    return new Result(call, ok, text, own.stream().flatMap(done -> looks(done).stream()).toList());
  }

  private static String words(Observation.Outcome outcome) {
    return outcome.ok() ? outcome.message() : "Failed: " + outcome.message();
  }

  private static List<Screenshot> looks(Observation.Outcome outcome) {
    return outcome.action() instanceof Action.Zoom
        ? outcome.result().flatMap(ActionResult::image).stream().toList()
        : List.of();
  }
}
