package dev.atelier.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
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
  void whenAllAreDownTheFirstOneSaysWhyAndTheOthersAfterIt() {
    isDown(claude);
    isDown(holo);
    Conversation conversation = begin(backends("anthropic", "holo3", false));
    assertThatThrownBy(() -> conversation.decide(Observations.first(SCREEN, null)))
        .isInstanceOf(VisionUnavailable.class)
        .hasMessage("anthropic is down; holo3 did not take over: holo3 is down");
  }

  private static void isDown(ScriptedBackend backend) {
    backend.then(
        seen -> {
          throw new VisionUnavailable(backend.name() + " is down");
        });
  }

  @Test
  void whoTakesOverKnowsWhatAPersonSaid() throws Exception {
    claude.ask("Send the mail?");
    isDown(claude);
    Conversation conversation = begin(backends("anthropic", "holo3", false));
    conversation.decide(Observations.first(SCREEN, null));
    conversation.decide(answered(false, "keep it as a draft"));

    assertThat(holo.assignments().get(0).done())
        .containsExactly(
            "asked: Send the mail? — the person said no, do not do it: keep it as a draft");
  }

  @Test
  void whoTakesOverKnowsWhatAPersonGave() throws Exception {
    claude.need("Which invoice?").need("Please log in.").need("Solve the puzzle, please.");
    isDown(claude);
    Conversation conversation = begin(backends("anthropic", "holo3", false));
    conversation.decide(Observations.first(SCREEN, null));
    conversation.decide(answered(true, "the one of May"));
    conversation.decide(answered(true, ""));
    conversation.decide(answered(false, ""));

    assertThat(holo.assignments().get(0).done())
        .containsExactly(
            "asked: Which invoice? — the person answered: the one of May",
            "asked: Please log in. — the person said that it is done",
            "asked: Solve the puzzle, please. — the person said no, they will not");
  }

  @Test
  void anAnswerIsKnownToWhoTakesOverLater() throws Exception {
    claude.ask("Send the mail?").act("", TYPE);
    isDown(claude);
    Conversation conversation = begin(backends("anthropic", "holo3", false));
    conversation.decide(Observations.first(SCREEN, null));
    conversation.decide(answered(true, ""));
    conversation.decide(
        Observations.after(new Outcome(TYPE, true, "typed", Optional.empty()), SCREEN, null));

    assertThat(holo.assignments().get(0).done())
        .containsExactly("asked: Send the mail? — the person said yes", "type (text hello): typed");
  }

  private static Observation answered(boolean approved, String words) {
    return new Observation(
        2,
        SCREEN,
        new Point(0, 0),
        List.of(),
        Optional.of(new Observation.Answer(approved, words)),
        List.of(),
        null);
  }

  @Test
  void aGoalThatTheChosenOneDoesNotUnderstandIsHandedToNobody() {
    claude.refuse("press");

    assertThatThrownBy(() -> begin(backends("anthropic", "holo3", false)))
        .isInstanceOf(GoalNotUnderstood.class);
    assertThat(holo.assignments()).isEmpty();
  }

  @Test
  void aStandInThatDoesNotUnderstandTheGoalIsPassedOver() {
    VisionBackends chain =
        new VisionBackends(
            List.of(new NotConfigured(), recipe.refuse("press"), holo),
            Optional.of("unset"),
            Optional.of("recipe,holo3"),
            false);

    assertThat(begin(chain).backend()).isEqualTo("holo3");
  }

  @Test
  void whenNobodyBeginsTheChosenOneSaysWhyAndTheOthersAfterIt() {
    VisionBackends chain =
        new VisionBackends(
            List.of(new NotConfigured(), recipe.refuse("press")),
            Optional.of("unset"),
            Optional.of("recipe"),
            false);

    assertThatThrownBy(() -> begin(chain))
        .isInstanceOf(VisionUnavailable.class)
        .hasMessage("no key; recipe did not take over: “press” is not understood");
  }

  /** A backend that lacks its key. */
  private static final class NotConfigured implements VisionBackend {
    @Override
    public String name() {
      return "unset";
    }

    @Override
    public String model() {
      return "none";
    }

    @Override
    public Conversation begin(Assignment assignment) {
      throw new VisionUnavailable("no key");
    }
  }

  @Test
  void aStandInOfUnknownPriceIsPassedOver() throws Exception {
    isDown(claude);
    holo.then(
        seen -> {
          throw new UnknownPrice("unknown");
        });
    recipe.finish("done");
    Conversation conversation = begin(backends("anthropic", "holo3,recipe", false));

    assertThat(conversation.decide(Observations.first(SCREEN, null)))
        .isEqualTo(new Decision.Finish("done"));
    assertThat(conversation.backend()).isEqualTo("recipe");
    assertThat(claude.open() + holo.open()).isZero();
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
