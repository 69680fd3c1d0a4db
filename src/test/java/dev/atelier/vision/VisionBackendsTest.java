package dev.atelier.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import dev.atelier.vision.Observation.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VisionBackendsTest {
  private static final Screenshot SCREEN = new Screenshot(2, 2, new int[4]);
  private static final Action TYPE = new Action.Type("hello");

  private final ScriptedBackend recipe = new ScriptedBackend("recipe");
  private final ScriptedBackend claude = new ScriptedBackend("anthropic");
  private final ScriptedBackend holo = new ScriptedBackend("holo3", "local-uitars");

  private VisionBackends backends(String chosen, String fallback, boolean hasKey) {
    return new VisionBackends(
        List.of(recipe, claude, holo),
        Optional.ofNullable(chosen),
        Optional.ofNullable(fallback),
        hasKey);
  }

  @Test
  void withoutASettingTheKeyDecides() {
    assertThat(backends(null, null, false).standard()).isSameAs(recipe);
    assertThat(backends(" ", null, true).standard()).isSameAs(claude);
    assertThat(backends("recipe", null, true).standard()).isSameAs(recipe);
  }

  @Test
  void anAliasIsAsGoodAsAName() {
    assertThat(backends("Local-UITARS", null, false).standard()).isSameAs(holo);
  }

  @Test
  void aNameThatNobodyHasStopsTheServerAndTellsThoseThereAre() {
    assertThatThrownBy(() -> backends("oracle", null, false))
        .isInstanceOf(UnknownVisionBackend.class)
        .hasMessageContaining("anthropic, holo3, recipe");
    assertThatThrownBy(() -> backends(null, "holo3,oracle", false))
        .isInstanceOf(UnknownVisionBackend.class);
  }

  @Test
  void twoOfOneNameStopTheServer() {
    assertThatThrownBy(
            () ->
                new VisionBackends(
                    List.of(recipe, new ScriptedBackend("recipe")),
                    Optional.empty(),
                    Optional.empty(),
                    false))
        .hasMessageContaining("recipe");
  }

  @Test
  void whenOneIsDownTheNextGoesOnAndKnowsWhatWasDone() throws Exception {
    claude
        .act("", TYPE)
        .then(
            seen -> {
              throw new VisionUnavailable("down");
            });
    holo.finish("done");
    Conversation conversation = begin(backends("anthropic", "holo3,recipe", false));
    conversation.decide(Observations.first(SCREEN, null));
    assertThat(conversation.backend()).isEqualTo("anthropic");
    Decision decision =
        conversation.decide(
            Observations.after(
                new Outcome(TYPE, true, "typed 5 characters", Optional.empty()), SCREEN, null));
    assertThat(decision).isEqualTo(new Decision.Finish("done"));
    assertThat(conversation.backend()).isEqualTo("holo3");
    assertThat(holo.assignments().get(0).done())
        .containsExactly("type (text hello): typed 5 characters");
    assertThat(holo.observations().get(0).outcomes()).isEmpty();
    assertThat(recipe.assignments()).isEmpty();
    conversation.close();
    assertThat(claude.open() + holo.open()).isZero();
  }

  @Test
  void whenAllAreDownTheLastOneSaysWhy() {
    for (ScriptedBackend each : List.of(claude, holo)) {
      each.then(
          seen -> {
            throw new VisionUnavailable(each.name() + " is down");
          });
    }
    Conversation conversation = begin(backends("anthropic", "holo3", false));
    assertThatThrownBy(() -> conversation.decide(Observations.first(SCREEN, null)))
        .isInstanceOf(VisionUnavailable.class)
        .hasMessage("holo3 is down");
  }

  @Test
  void noMoneyIsNoReasonToAskAnother() {
    claude.then(
        seen -> {
          throw new UnknownPrice("unknown");
        });
    Conversation conversation = begin(backends("anthropic", "holo3", false));
    assertThatThrownBy(() -> conversation.decide(Observations.first(SCREEN, null)))
        .isInstanceOf(UnknownPrice.class);
    assertThat(holo.assignments()).isEmpty();
  }

  private static Conversation begin(VisionBackends backends) {
    return backends.begin(
        backends.standard(),
        Observations.assignment("press Return", new Size(64, 64), new FakeSpending()));
  }
}
