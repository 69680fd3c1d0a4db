package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.button.Button;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApprovalCardTest {
  private final List<String> given = new ArrayList<>();
  private final ApprovalCard card =
      new ApprovalCard((question, approved, note) -> given.add(question + " " + approved));

  @Test
  void anAnswerNamesItsQuestionAndIsGivenOnce() {
    card.ask(3, "Pay?");
    press("approve");
    assertThat(given).containsExactly("3 true");
    assertThat(card.isEnabled()).isFalse();
  }

  @Test
  void aQuestionThatIsAnsweredIsNotAskedAgainBecauseTheTaskIsShownAnew() {
    card.ask(3, "Pay?");
    press("deny");
    card.ask(3, "Pay?");
    assertThat(card.isEnabled()).isFalse();
    card.ask(5, "Send?");
    assertThat(card.isEnabled()).isTrue();
    press("approve");
    assertThat(given).containsExactly("3 false", "5 true");
  }

  @Test
  void anAnswerThatDidNotArriveCanBeGivenAgain() {
    ApprovalCard broken =
        new ApprovalCard(
            (question, approved, note) -> {
              throw new IllegalStateException("the record is full");
            });
    broken.ask(3, "Pay?");
    assertThatThrownBy(() -> button(broken, "approve").click()).hasMessage("the record is full");
    assertThat(broken.isEnabled()).isTrue();
  }

  private void press(String id) {
    button(card, id).click();
  }

  private static Button button(ApprovalCard card, String id) {
    return card.getChildren()
        .flatMap(child -> child.getChildren())
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .filter(button -> button.getId().orElse("").equals(id))
        .findFirst()
        .orElseThrow();
  }
}
