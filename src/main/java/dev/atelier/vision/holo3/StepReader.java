package dev.atelier.vision.holo3;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Size;
import dev.atelier.vision.Decision;
import dev.atelier.vision.wire.AskedCall;
import dev.atelier.vision.wire.Fields;
import dev.atelier.vision.wire.Scale;
import dev.atelier.vision.wire.SentPicture;
import dev.atelier.vision.wire.Unintelligible;
import java.util.ArrayList;
import java.util.List;

/** Reads the model's answer to one look at the screen. Used by one thread. */
final class StepReader {
  private static final int MOST_CALLS = 10;
  private static final String THINKING_ENDS = "</think>";
  private static final String FENCE = "```";

  private final Scale thousandths;
  private final Scale pixels;
  private final Point cursor;

  /**
   * @param sent the picture that the older text form counts its pixels on
   * @param cursor where the pointer is
   */
  StepReader(SentPicture sent, Size screen, Point cursor) {
    this.thousandths = Scale.ofThousandths(screen);
    this.pixels = Scale.of(sent, screen);
    this.cursor = cursor;
  }

  /**
   * @throws Unintelligible when the answer is not a step
   */
  Step read(String content) {
    String text = withoutFence(withoutThinking(content));
    if (text.isEmpty()) {
      throw new Unintelligible("the answer is empty");
    }
    return !text.startsWith("{") && TextForm.isIn(text)
        ? new TextForm(pixels).read(text)
        : step(Fields.parse("the answer", text));
  }

  /** What was thought before, where the server did not take it out; patterns could take hours. */
  static String withoutThinking(String content) {
    String text = content == null ? "" : content;
    int end = text.indexOf(THINKING_ENDS);
    return text.substring(end < 0 ? 0 : end + THINKING_ENDS.length()).strip();
  }

  private static String withoutFence(String text) {
    if (!text.startsWith(FENCE) || !text.endsWith(FENCE) || text.length() < 2 * FENCE.length()) {
      return text;
    }
    String inside = text.substring(FENCE.length(), text.length() - FENCE.length());
    return (inside.startsWith("json") ? inside.substring("json".length()) : inside).strip();
  }

  private Step step(Fields answer) {
    List<Fields> asked = asked(answer);
    String thought = answer.optionalText("thought").orElse("").strip();
    answer.optionalText("note");
    answer.refuseUnread();
    if (asked.size() == 1) {
      Fields only = asked.get(0);
      String tool = ToolCalls.name(only);
      if (ToolCalls.ENDINGS.contains(tool)) {
        Decision end = ToolCalls.end(tool, only);
        return new Step(answer.json(), List.of(AskedCall.ending("", tool, end)), end);
      }
    }
    ToolCalls tools = new ToolCalls(thousandths, cursor);
    List<AskedCall> calls = new ArrayList<>();
    asked.forEach(call -> calls.add(tools.read(call)));
    return new Step(answer.json(), calls, new Decision.Act(AskedCall.actionsOf(calls), thought));
  }

  private static List<Fields> asked(Fields answer) {
    if (answer.has("tool_call") && answer.has("tool_calls")) {
      throw new Unintelligible("the answer holds both tool_call and tool_calls");
    }
    return answer.has("tool_calls")
        ? answer.objects("tool_calls", MOST_CALLS)
        : List.of(answer.object("tool_call"));
  }
}
