package dev.atelier.vision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.vision.Usage;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a task of thirty steps costs, and that it is the cache marks that make it cheap. */
class ThirtyStepsTest {

  @Test
  void theCacheMakesThirtyStepsAtLeastThreeTimesCheaper() throws InterruptedException {
    ThirtySteps steps = ThirtySteps.with("claude-sonnet-5-5");

    assertThat(steps.calls()).hasSize(30);
    assertThat(steps.saving()).isGreaterThanOrEqualTo(BigDecimal.valueOf(3));
    assertThat(steps.requests())
        .allSatisfy(
            request -> assertThat(request.findValues("cache_control").size()).isBetween(1, 4));
    assertThat(steps.calls().subList(1, 30))
        .allSatisfy(call -> assertThat(call.cacheRead()).isPositive());
    assertThat(withoutMarks(steps).saving()).isEqualByComparingTo("1");
  }

  /** The same requests, had the marks been dropped on their way. */
  private static ThirtySteps withoutMarks(ThirtySteps steps) {
    TokenMeter meter = new TokenMeter();
    List<Usage> calls =
        steps.requests().stream()
            .map(ThirtyStepsTest::withoutMarks)
            .map(request -> meter.count(request, AnthropicApi.json("[]")))
            .toList();
    return new ThirtySteps(steps.model(), steps.requests(), calls);
  }

  private static JsonNode withoutMarks(JsonNode request) {
    JsonNode bare = request.deepCopy();
    bare.findParents("cache_control")
        .forEach(parent -> ((ObjectNode) parent).remove("cache_control"));
    return bare;
  }
}
