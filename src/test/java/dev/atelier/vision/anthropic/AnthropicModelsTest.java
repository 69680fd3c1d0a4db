package dev.atelier.vision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.vision.Decision;
import dev.atelier.vision.SystemPrompt;
import dev.atelier.vision.VisionUnavailable;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which model takes which tool. */
class AnthropicModelsTest {

  @ParameterizedTest
  @CsvSource({
    "claude-opus-5-5, TOOLSET_20260801, true",
    "claude-sonnet-5-5, TOOLSET_20260801, true",
    "claude-haiku-5-5, TOOLSET_20260801, true",
    "claude-fable-5-1, TOOLSET_20260801, true",
    "claude-mythos-5-1, TOOLSET_20260801, true",
    "claude-opus-5, TOOLSET_20260801, false",
    "claude-opus-5-20260724, TOOLSET_20260801, false",
    "claude-sonnet-5, TOOLSET_20260801, false",
    "claude-opus-4-8, TOOLSET_20260801, false",
    "claude-opus-4-7, COMPUTER_20251124, false",
    "claude-opus-4-5-20251101, COMPUTER_20251124, false",
    "claude-sonnet-4-6, COMPUTER_20251124, false",
    "claude-sonnet-4-5-20250929, COMPUTER_20250124, false",
    "claude-haiku-4-5, COMPUTER_20250124, false",
    "claude-sonnet-4-20250514, COMPUTER_20250124, false",
    "claude-opus-4-1, COMPUTER_20250124, false",
    "claude-3-7-sonnet-20250219, COMPUTER_20250124, false",
    "claude-3-opus-20240229, COMPUTER_20250124, false",
    "us.anthropic.claude-sonnet-5-5-v1:0, TOOLSET_20260801, true",
    "our-own-proxy, TOOLSET_20260801, true",
  })
  void theToolFollowsFromTheModel(String name, ComputerTool tool, boolean binds) {
    assertThat(ClaudeModel.named(name).computerTool()).isEqualTo(tool);
    assertThat(ClaudeModel.named(name).bindsThinking()).isEqualTo(binds);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-5-5",
    "claude-opus-4-8",
    "claude-sonnet-4-6",
    "claude-sonnet-4-5-20250929"
  })
  void theApiTakesWhatIsSent(String name) throws InterruptedException {
    try (AnthropicApi api = new AnthropicApi()) {
      api.says("end_turn", "{'type':'text','text':'Done.'}");

      assertThat(new AnthropicTalk(api).model(name).first())
          .isEqualTo(new Decision.Finish("Done."));
    }
  }

  @Test
  void theToolCanBeChosen() throws InterruptedException {
    try (AnthropicApi api = new AnthropicApi()) {
      api.says("end_turn", "{'type':'text','text':'Done.'}");

      new AnthropicTalk(api)
          .model("claude-opus-4-8")
          .tool("computer_20251124", "computer-use-2025-11-24")
          .first();

      assertThat(api.lastRequest().at("/tools/0/type").asText()).isEqualTo("computer_20251124");
    }
  }

  @Test
  void aHeaderOfOnesOwnIsSent() {
    try (AnthropicApi api = new AnthropicApi()) {
      assertThatThrownBy(
              () -> new AnthropicTalk(api).tool("computer_20251124", "computer-use-x").first())
          .isInstanceOf(VisionUnavailable.class)
          .hasMessageContaining("computer-use-x");
    }
  }

  @Test
  void anUnknownToolIsNamedWithThoseThereAre() {
    try (AnthropicApi api = new AnthropicApi()) {
      assertThatThrownBy(() -> new AnthropicTalk(api).tool("computer_1999", "x").backend())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("COMPUTER_TOOL_VERSION")
          .hasMessageContaining("computer_toolset_20260801, computer_20251124");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 120, ANTHROPIC_MAX_TOKENS",
    "-1, 120, ANTHROPIC_MAX_TOKENS",
    "4096, 0, ANTHROPIC_TIMEOUT_S",
    "4096, -5, ANTHROPIC_TIMEOUT_S",
  })
  void aNumberThatMakesNoSenseIsNamedAtTheStart(int maxTokens, int seconds, String setting) {
    assertThatThrownBy(
            () ->
                new AnthropicBackend(
                    new SystemPrompt(Optional.empty()),
                    Clock.systemUTC(),
                    Optional.empty(),
                    Optional.empty(),
                    "claude-sonnet-5-5",
                    Optional.empty(),
                    Optional.empty(),
                    maxTokens,
                    seconds))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(setting);
  }
}
