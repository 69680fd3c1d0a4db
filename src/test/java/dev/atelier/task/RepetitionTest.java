package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.task.Progress.Turn;
import dev.atelier.task.TaskGuard.Verdict;
import dev.atelier.vision.Assignment;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.ScriptedBackend;
import dev.atelier.vision.VisionBackend;
import dev.atelier.vision.VisionBackends;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepetitionTest {
  private static final Action CLICK = Action.Click.left(new Point(3, 4));
  private static final Action OTHER = Action.Click.left(new Point(30, 40));
  private static final Action WAIT = new Action.Wait(Duration.ofSeconds(1));
  private static final Screenshot ONE = screen(1);
  private static final Screenshot TWO = screen(2);

  private final Repetition guard =
      new Repetition(
          new VisionBackends(
              List.of(new ScriptedBackend("written"), new Oracle()),
              Optional.of("written"),
              Optional.empty(),
              false));
  private final List<Turn> turns = new ArrayList<>();

  private static Screenshot screen(int colour) {
    int[] rgb = new int[100 * 100];
    Arrays.fill(rgb, colour);
    return new Screenshot(100, 100, rgb);
  }

  /** The same screen with a text cursor on it. */
  private static Screenshot blinking() {
    int[] rgb = new int[100 * 100];
    Arrays.fill(rgb, 1);
    Arrays.fill(rgb, 0, 40, 0xFFFFFF);
    return new Screenshot(100, 100, rgb);
  }

  /** The same screen whose panel says that a cent was spent. */
  private static Screenshot billed(int cents) {
    int[] rgb = new int[100 * 100];
    Arrays.fill(rgb, 1);
    Arrays.fill(rgb, 100 * (100 - Screenshot.PANEL_HEIGHT), rgb.length, cents);
    return new Screenshot(100, 100, rgb);
  }

  private void turn(Screenshot seen, Action... actions) {
    turns.add(new Turn(List.of(actions), seen));
  }

  private Verdict judge(Screenshot now, String decidedBy) {
    Task task = SampleTasks.asking("task_1", "a model", Optional.empty());
    return guard.judge(new Progress(task, Duration.ZERO, turns, now, decidedBy));
  }

  private Verdict judge(Screenshot now) {
    return judge(now, "oracle");
  }

  @Test
  void whatThePanelSaysOfTheMoneyIsNoChange() {
    for (int n = 0; n < 5; n++) {
      turn(billed(n), CLICK);
    }
    assertThat(judge(billed(5))).isInstanceOf(Verdict.Stop.class);
  }

  @Test
  void theSameActionOnAnUnchangedScreenIsWarnedOfAndThenStopped() {
    List<Class<?>> verdicts = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      turn(ONE, CLICK);
      verdicts.add(judge(ONE).getClass());
    }
    assertThat(verdicts)
        .containsExactly(
            Verdict.GoOn.class,
            Verdict.GoOn.class,
            Verdict.Warn.class,
            Verdict.Warn.class,
            Verdict.Stop.class);
  }

  @Test
  void aBlinkingCursorIsNoChange() {
    for (int n = 0; n < 5; n++) {
      turn(n % 2 == 0 ? ONE : blinking(), CLICK);
    }
    assertThat(judge(ONE)).isInstanceOf(Verdict.Stop.class);
  }

  @Test
  void theSameActionIsFineWhileSomethingComesOfIt() {
    for (int n = 0; n < 12; n++) {
      turn(screen(n), CLICK);
    }
    assertThat(judge(screen(99))).isInstanceOf(Verdict.GoOn.class);
  }

  @Test
  void waitingIsGrantedMorePatience() {
    for (int n = 0; n < 5; n++) {
      turn(ONE, WAIT);
    }
    assertThat(judge(ONE)).isInstanceOf(Verdict.GoOn.class);
    for (int n = 0; n < 5; n++) {
      turn(ONE, WAIT);
    }
    assertThat(judge(ONE)).isInstanceOf(Verdict.Stop.class);
  }

  @Test
  void twoActionsInTurnAreWarnedOfAndThenStopped() {
    for (int n = 0; n < 2; n++) {
      turn(ONE, CLICK);
      turn(TWO, OTHER);
    }
    assertThat(judge(ONE)).isInstanceOf(Verdict.GoOn.class);
    turn(ONE, CLICK);
    turn(TWO, OTHER);
    assertThat(judge(ONE)).isInstanceOf(Verdict.Warn.class);
    for (int n = 0; n < 2; n++) {
      turn(ONE, CLICK);
      turn(TWO, OTHER);
    }
    assertThat(judge(ONE)).isInstanceOf(Verdict.Stop.class);
  }

  @Test
  void aPersonsWrittenStepsAreLeftAloneWhoeverTheTaskWasGivenTo() {
    for (int n = 0; n < 12; n++) {
      turn(ONE, CLICK);
    }
    assertThat(judge(ONE, "written")).isInstanceOf(Verdict.GoOn.class);
    assertThat(judge(ONE, "oracle")).isInstanceOf(Verdict.Stop.class);
  }

  /** Would ask a model. */
  private static final class Oracle implements VisionBackend {
    @Override
    public String name() {
      return "oracle";
    }

    @Override
    public String model() {
      return "a model";
    }

    @Override
    public Conversation begin(Assignment assignment) {
      throw new UnsupportedOperationException();
    }
  }
}
