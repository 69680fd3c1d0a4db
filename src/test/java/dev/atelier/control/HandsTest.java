package dev.atelier.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionResult;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.FakeDesktop;
import dev.atelier.desktop.InvalidAction;
import dev.atelier.desktop.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandsTest {
  private static final Actor ADA = Actor.caller("ada");
  private static final Action CLICK = Action.Click.left(new Point(3, 4));

  private final HandsOnRecord record = new HandsOnRecord();
  private final FakeDesktop desktop = new FakeDesktop();
  private final List<ActionOutcome> kept = new ArrayList<>();

  @Test
  void anActionIsOnRecordBeforeAndAfterItIsCarriedOut() throws InterruptedException {
    List<String> order = new ArrayList<>();
    record.beginnings().observedBy(event -> order.add("begins"));
    record.ends().observedBy(event -> order.add("ended"));
    ActionOutcome outcome =
        record
            .hands()
            .perform(
                "sess_a",
                ADA,
                Permit.NONE,
                CLICK,
                () -> {
                  order.add("carried out");
                  return CLICK.performOn(desktop);
                },
                result -> order.add("kept alongside"));
    assertThat(order).containsExactly("begins", "carried out", "kept alongside", "ended");
    assertThat(outcome.ok()).isTrue();
    assertThat(record.ends().fired().get(0).actor()).isEqualTo(ADA);
    assertThat(record.ends().fired().get(0).sessionId()).isEqualTo("sess_a");
  }

  @Test
  void whatCannotBePutOnRecordIsNotCarriedOut() {
    record
        .beginnings()
        .observedBy(
            event -> {
              throw new IllegalStateException("the record is full");
            });
    assertThatThrownBy(() -> perform(() -> CLICK.performOn(desktop)))
        .hasMessage("the record is full");
    assertThat(desktop.calls()).isEmpty();
    assertThat(record.ends().fired()).isEmpty();
  }

  @Test
  void aFailureIsAnOutcomeThatSaysWhatWentWrong() throws InterruptedException {
    desktop.failOn("press");
    ActionOutcome outcome = perform(() -> CLICK.performOn(desktop));
    assertThat(outcome.ok()).isFalse();
    assertThat(outcome.message()).startsWith("desktop error: told to fail");
    assertThat(outcome.result()).isEmpty();
    assertThat(record.ends().fired()).extracting(ActionEnded::outcome).containsExactly(outcome);
    assertThat(kept).containsExactly(outcome);
  }

  @Test
  void aPlaceThatIsNoLongerOnTheScreenIsAFailureToo() throws InterruptedException {
    ActionOutcome outcome =
        perform(
            () -> {
              throw new InvalidAction("coordinate", "is outside the screen");
            });
    assertThat(outcome.message()).isEqualTo("desktop error: coordinate is outside the screen");
  }

  @Test
  void anInterruptedActionIsOnRecordAsCutShort() {
    assertThatThrownBy(
            () ->
                perform(
                    () -> {
                      throw new InterruptedException();
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(record.ends().fired())
        .extracting(event -> event.outcome().message())
        .containsExactly("desktop error: cancelled before it was finished");
    assertThat(kept).hasSize(1);
  }

  @Test
  void anActionThatFailsInAnUnforeseenWayIsOnRecordToo() {
    assertThatThrownBy(
            () ->
                perform(
                    () -> {
                      throw new IllegalStateException("nobody thought of this");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(record.ends().fired())
        .extracting(event -> event.outcome().message())
        .containsExactly("desktop error: something went wrong inside the server");
    assertThat(kept).hasSize(1);
  }

  @Test
  void anActionWhoseOutcomeTheDesktopCannotPutInWordsFailsWithTheKindOfFailure()
      throws InterruptedException {
    ActionOutcome outcome =
        perform(
            () -> {
              throw new DesktopException(null);
            });
    assertThat(outcome.message()).startsWith("desktop error: ").doesNotContain("null");
  }

  @Test
  void aRefusalIsOnRecordWithWhatWasAskedFor() {
    record.hands().refused("sess_a", ADA, "{\"action\":\"explode\"}", "no such verb");
    assertThat(record.refusals().fired())
        .containsExactly(
            new ActionRefused("sess_a", ADA, "{\"action\":\"explode\"}", "no such verb"));
  }

  private ActionOutcome perform(Hands.CarryOut carryOut) throws InterruptedException {
    return record.hands().perform("sess_a", ADA, Permit.NONE, CLICK, carryOut, kept::add);
  }

  @Test
  void theResultOfASuccessIsHandedOn() throws InterruptedException {
    Action ask = new Action.AskCursorPosition();
    ActionOutcome outcome =
        record
            .hands()
            .perform("sess_a", ADA, Permit.NONE, ask, () -> ask.performOn(desktop), result -> {});
    assertThat(outcome.result().flatMap(ActionResult::point)).contains(new Point(640, 360));
  }
}
