package dev.atelier.vision.openai;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Size;
import dev.atelier.vision.Decision;
import dev.atelier.vision.wire.AskedCall;
import dev.atelier.vision.wire.Fields;
import dev.atelier.vision.wire.Scale;
import dev.atelier.vision.wire.SentPicture;
import dev.atelier.vision.wire.Unintelligible;
import dev.atelier.vision.wire.Verbs;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the functions that a model calls. Immutable. */
final class FunctionReader {
  private static final int MOST_CALLS = 20;

  private final Scale scale;
  private final Scale corners;

  FunctionReader(SentPicture sent, Size screen) {
    scale = Scale.of(sent, screen);
    corners = new Scale(scale.width(), scale.height(), true, screen);
  }

  /**
   * What is to be done, and the calls that wait for an answer.
   *
   * @param calls one without actions is a question
   */
  record Said(List<AskedCall> calls, Decision decision) {}

  Said read(AiMessage message) {
    List<ToolExecutionRequest> asked = message.toolExecutionRequests();
    if (asked.isEmpty()) {
      throw new Unintelligible("no function was called; to end the work, call finish or give_up");
    }
    if (asked.size() > MOST_CALLS) {
      throw new Unintelligible("there are more than " + MOST_CALLS + " calls in one turn");
    }
    ToolExecutionRequest first = asked.get(0);
    if (asked.size() == 1 && Endings.isOne(first.name())) {
      Decision ending = Endings.read(first.name(), first.arguments());
      return new Said(List.of(AskedCall.ending(first.id(), first.name(), ending)), ending);
    }
    List<AskedCall> calls = new ArrayList<>();
    asked.forEach(call -> calls.add(call(call)));
    String thought = message.text() == null ? "" : message.text().strip();
    return new Said(calls, new Decision.Act(AskedCall.actionsOf(calls), thought));
  }

  private AskedCall call(ToolExecutionRequest call) {
    if (Endings.isOne(call.name())) {
      throw new Unintelligible(
          call.name() + " must be the only call of a turn; see first what the others lead to");
    }
    String arguments = call.arguments();
    Map<String, Object> parameters =
        Fields.parse(
                "the arguments of " + call.name(),
                arguments == null || arguments.isBlank() ? "{}" : arguments)
            .all();
    parameters.computeIfPresent("coordinate", (name, value) -> place(value));
    parameters.computeIfPresent("start_coordinate", (name, value) -> place(value));
    parameters.computeIfPresent("region", (name, value) -> region(value));
    Action action = Verbs.read(call.name(), parameters);
    return new AskedCall(call.id(), call.name(), List.of(action));
  }

  /** Left as it is when it is not a pair: the verb then says what is wrong with it. */
  private Object place(Object value) {
    return numbers(value, 2)
        ? Verbs.pair(at(scale, ((List<?>) value).get(0), ((List<?>) value).get(1)))
        : value;
  }

  private Object region(Object value) {
    if (!numbers(value, 4)) {
      return value;
    }
    List<?> four = (List<?>) value;
    Point from = corner(four.get(0), four.get(1));
    Point to = corner(four.get(2), four.get(3));
    return List.of(from.x(), from.y(), to.x(), to.y());
  }

  /** Behind the last pixel too: a region ends before its second corner. */
  private Point corner(Object x, Object y) {
    return corners.toCorner(((Number) x).doubleValue(), ((Number) y).doubleValue());
  }

  private static Point at(Scale scale, Object x, Object y) {
    return scale.toScreen(((Number) x).doubleValue(), ((Number) y).doubleValue());
  }

  private static boolean numbers(Object value, int count) {
    return value instanceof List<?> list
        && list.size() == count
        && list.stream().allMatch(Number.class::isInstance);
  }
}
