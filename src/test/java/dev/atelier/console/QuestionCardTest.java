package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.textfield.TextField;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Size;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import dev.atelier.task.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QuestionCardTest {
  private static final Size SCREEN = new Size(1280, 800);
  private static final Task RUNNING = SampleTasks.running("task_1", "sess_a");
  private static final Task ASKS = SampleTasks.as(RUNNING, TaskStatus.NEEDS_APPROVAL);
  private static final Task NEEDS = SampleTasks.as(RUNNING, TaskStatus.NEEDS_YOU);

  private final List<String> given = new ArrayList<>();
  private final QuestionCard card = new QuestionCard(new Given());

  @Test
  void anAnswerNamesItsQuestionAndIsGivenOnce() {
    ask(ASKS, 3, "Pay?");
    press("approve");
    assertThat(given).containsExactly("3 true ");
    assertThat(card.isEnabled()).isFalse();
  }

  @Test
  void aQuestionThatIsAnsweredIsNotAskedAgainBecauseTheTaskIsShownAnew() {
    ask(ASKS, 3, "Pay?");
    press("deny");
    ask(ASKS, 3, "Pay?");
    assertThat(card.isEnabled()).isFalse();
    ask(ASKS, 5, "Send?");
    assertThat(card.isEnabled()).isTrue();
    press("approve");
    assertThat(given).containsExactly("3 false ", "5 true ");
  }

  @Test
  void anAnswerThatDidNotArriveCanBeGivenAgain() {
    QuestionCard broken =
        new QuestionCard(
            new Given() {
              @Override
              public void give(int question, boolean approved, String note) {
                throw new IllegalStateException("the record is full");
              }
            });
    broken.ask(ASKS, SampleTasks.words("task_1", 3, "Pay?"), SCREEN);
    assertThatThrownBy(() -> button(broken, "approve").click()).hasMessage("the record is full");
    assertThat(broken.isEnabled()).isTrue();
  }

  @Test
  void whatIsNeededOfAPersonIsAnsweredInWordsOnceThereAreSome() {
    ask(NEEDS, 2, "Which invoice?");
    assertThat(button(card, "send-answer").isVisible()).isTrue();
    assertThat(button(card, "send-answer").isEnabled()).isFalse();
    say(" the one of May ");
    press("send-answer");
    assertThat(given).containsExactly("2 says the one of May");
  }

  @Test
  void whatIsNeededOfAPersonCanBeDoneOrRefused() {
    ask(NEEDS, 2, "Please log in.");
    press("approve");
    ask(NEEDS, 4, "And the code?");
    say("I have none");
    press("deny");
    assertThat(given).containsExactly("2 true ", "4 false I have none");
  }

  @Test
  void aYesOrNoIsNotAnsweredInWordsAlone() {
    ask(ASKS, 2, "Pay?");
    assertThat(button(card, "send-answer").isVisible()).isFalse();
  }

  @Test
  void whatWouldBeDoneNextIsSaidAndMarkedOnThePicture() {
    Action click = Action.Click.left(new Point(320, 200));
    card.ask(ASKS, SampleTasks.question("task_1", 3, "Pay?", click), SCREEN);
    assertThat(one("pending").getElement().getText()).isEqualTo("Next: click at the marked place");
    Image picture = (Image) all(card).filter(Image.class::isInstance).findFirst().orElseThrow();
    assertThat(picture.getSrc()).isEqualTo("/sessions/sess_a/task/task_1/steps/3/screenshot");
    Component mark =
        all(card)
            .filter(each -> each.getElement().getClassList().contains("place"))
            .findFirst()
            .orElseThrow();
    assertThat(mark.getElement().getStyle().get("left")).isEqualTo("25.00%");
    assertThat(mark.getElement().getStyle().get("top")).isEqualTo("25.00%");
  }

  @Test
  void withoutAnActionNothingIsMarked() {
    ask(ASKS, 3, "Pay?");
    assertThat(one("pending").isVisible()).isFalse();
    assertThat(all(card).filter(each -> each.getElement().getClassList().contains("place")))
        .isEmpty();
  }

  private void ask(Task task, int number, String words) {
    Step step = SampleTasks.words(task.id(), number, words);
    card.ask(task, step, SCREEN);
  }

  private void say(String words) {
    ((TextField) one("answer")).setValue(words);
  }

  private void press(String id) {
    button(card, id).click();
  }

  private Component one(String id) {
    return find(card, id);
  }

  private static Button button(QuestionCard card, String id) {
    return (Button) find(card, id);
  }

  private static Component find(Component root, String id) {
    return all(root).filter(each -> each.getId().orElse("").equals(id)).findFirst().orElseThrow();
  }

  private static Stream<Component> all(Component root) {
    return Stream.concat(Stream.of(root), root.getChildren().flatMap(QuestionCardTest::all));
  }

  /** Notes what is answered. */
  private class Given implements QuestionCard.Reply {
    @Override
    public void give(int question, boolean approved, String note) {
      given.add(question + " " + approved + " " + note);
    }

    @Override
    public void say(int question, String answer) {
      given.add(question + " says " + answer);
    }
  }
}
