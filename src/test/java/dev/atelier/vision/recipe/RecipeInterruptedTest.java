package dev.atelier.vision.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.FakeSpending;
import dev.atelier.vision.Observation;
import dev.atelier.vision.Observation.Answer;
import dev.atelier.vision.Observation.Interruption;
import dev.atelier.vision.Observation.Outcome;
import dev.atelier.vision.Observations;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person takes control between written steps, or in the middle of one. */
class RecipeInterruptedTest {
  private static final Screenshot SCREEN = PaintedScreen.blank().taken();
  private static final Size SIZE = new Size(SCREEN.width(), SCREEN.height());

  private Conversation conversation;
  private Decision first;

  @BeforeEach
  void begin() throws InterruptedException {
    conversation =
        new RecipeBackend(PaintedScreen.OCR, List.of())
            .begin(
                Observations.assignment("type \"hello\", press Return", SIZE, new FakeSpending()));
    first = conversation.decide(Observations.first(SCREEN, eyes()));
  }

  private static ScriptedEyes eyes() {
    return new ScriptedEyes(SCREEN, List.of());
  }

  private Decision after(Interruption interruption) throws InterruptedException {
    Outcome cut =
        new Outcome(
            ((Decision.Act) first).actions().get(0),
            false,
            "desktop error: stopped where it was",
            Optional.empty(),
            interruption);
    return conversation.decide(Observations.after(cut, SCREEN, eyes()));
  }

  private Decision answered(boolean yes) throws InterruptedException {
    return conversation.decide(
        new Observation(
            3,
            SCREEN,
            new Point(0, 0),
            List.of(),
            Optional.of(new Answer(yes, "")),
            List.of(),
            eyes()));
  }

  private static Action actionOf(Decision decision) {
    return ((Decision.Act) decision).actions().get(0);
  }

  @Test
  void aStepThatWasNotBegunIsDone() throws InterruptedException {
    assertThat(actionOf(after(Interruption.BEFORE))).isEqualTo(new Action.Type("hello"));
  }

  @Test
  void ofAStepThatWasCutInTheMiddleItIsAskedWhetherItIsDone() throws InterruptedException {
    Decision question = after(Interruption.MIDWAY);
    assertThat(question).isInstanceOf(Decision.AskPerson.class);
    assertThat(question.reason()).contains("typed “hello”").contains("Is it done now?");
  }

  @Test
  void withAYesTheNextStepFollows() throws InterruptedException {
    after(Interruption.MIDWAY);
    assertThat(actionOf(answered(true)).verb()).isEqualTo("key");
  }

  @Test
  void withANoItIsDoneAgain() throws InterruptedException {
    after(Interruption.MIDWAY);
    assertThat(actionOf(answered(false))).isEqualTo(new Action.Type("hello"));
  }
}
