package dev.atelier.vision.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.cost.ShippedPrices;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Meters a task of thirty steps, a click each, and prints what it costs: the table of
 * docs/models.md. Run by {@code scripts/model-cost}.
 *
 * @param requests as they were sent
 * @param calls what each took, as the backend read it
 */
record ThirtySteps(String model, List<JsonNode> requests, List<Usage> calls) {
  private static final ShippedPrices PRICES = new ShippedPrices();
  private static final int STEPS = 30;

  /** With the click behind it, about 150 tokens. */
  private static final String WORDS =
      "{'type':'text','text':'"
          + "The page has loaded and shows the list that the goal speaks of. ".repeat(8)
          + "Next I open the entry in the middle of it.'}";

  /** Has the backend take the steps with a model, over HTTP. */
  static ThirtySteps with(String model) throws InterruptedException {
    boolean toolset = ClaudeModel.named(model).computerTool().isToolset();
    try (AnthropicApi api = new AnthropicApi(new TokenMeter()::count)) {
      AnthropicTalk talk = new AnthropicTalk(api).model(model);
      Decision.Act act = null;
      for (int step = 0; step < STEPS; step++) {
        api.says("tool_use", WORDS, click(toolset, "toolu_" + step, 100 + step, 200 + step));
        act =
            (Decision.Act)
                (step == 0 ? talk.first() : talk.after(AnthropicTalk.went(act.actions().get(0))));
      }
      return new ThirtySteps(model, api.requests(), talk.spending.settled());
    }
  }

  private static String click(boolean toolset, String id, int x, int y) {
    String at = "'coordinate':[" + x + "," + y + "]}";
    return toolset
        ? AnthropicApi.wish(id, "left_click", "{" + at)
        : AnthropicApi.plain(id, ComputerTool.NAME, "{'action':'left_click'," + at);
  }

  Usage sum() {
    return calls.stream()
        .reduce(
            Usage.of(0, 0),
            (one, other) ->
                new Usage(
                    one.input() + other.input(),
                    one.output() + other.output(),
                    one.cacheRead() + other.cacheRead(),
                    one.cacheWrite() + other.cacheWrite()));
  }

  BigDecimal usd() {
    return usd(call -> call);
  }

  /** The same requests, all of them at the price of input. */
  BigDecimal usdWithoutCache() {
    return usd(
        call -> Usage.of(call.input() + call.cacheRead() + call.cacheWrite(), call.output()));
  }

  private BigDecimal usd(Function<Usage, Usage> taken) {
    return calls.stream()
        .map(call -> PRICES.usd(AnthropicBackend.NAME, model, taken.apply(call)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** How many times cheaper the cache makes it. */
  BigDecimal saving() {
    return usdWithoutCache().divide(usd(), 2, RoundingMode.HALF_UP);
  }

  private String row() {
    Usage sum = sum();
    return String.format(
        Locale.ROOT,
        "| `%s` | %,d | %,d | %,d | %,d | $%s | $%s | %s |",
        model,
        sum.input(),
        sum.cacheRead(),
        sum.cacheWrite(),
        sum.output(),
        usd().setScale(4, RoundingMode.HALF_UP),
        usdWithoutCache().setScale(4, RoundingMode.HALF_UP),
        saving().setScale(1, RoundingMode.HALF_UP));
  }

  public static void main(String[] args) throws InterruptedException {
    System.out.println(
        "| model | input | cache read | cache write | output | cost | without the cache | times |\n"
            + "|---|---:|---:|---:|---:|---:|---:|---:|");
    for (String model : PRICES.models(AnthropicBackend.NAME)) {
      System.out.println(with(model).row());
    }
  }
}
