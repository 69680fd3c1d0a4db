package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeDetails;
import dev.atelier.desktop.Size;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepListTest {
  private static final Task TASK = SampleTasks.running("task_a", "sess_a");
  private static final Size SCREEN = new Size(1280, 720);

  private final StepList list = new StepList();

  @Test
  void ofALongTaskOnlyTheEndIsInThePageUntilSomebodyAsks() {
    list.show(TASK, steps(1, 500), SCREEN);
    assertThat(shown()).hasSize(100).startsWith(401).endsWith(500);
    assertThat(earlier().isVisible()).isTrue();
    earlier().click();
    assertThat(shown()).hasSize(200).startsWith(301).endsWith(500).isSorted();
    for (int asked = 0; asked < 3; asked++) {
      earlier().click();
    }
    assertThat(shown()).hasSize(500).startsWith(1).isSorted();
    assertThat(earlier().isVisible()).isFalse();
  }

  @Test
  void aStoryThatGrowsStaysBoundedAndLetsNothingGoThatIsOpen() {
    list.show(TASK, steps(1, 100), SCREEN);
    details().get(0).setOpen(true);
    steps(101, 130).forEach(list::show);
    assertThat(shown()).hasSize(130).startsWith(1);
    details().get(0).setOpen(false);
    steps(131, 131).forEach(list::show);
    assertThat(shown()).hasSize(100).startsWith(32).endsWith(131);
    assertThat(earlier().isVisible()).isTrue();
    steps(130, 131).forEach(list::show);
    assertThat(shown()).hasSize(100);
  }

  @Test
  void whatIsKnownOfAStepIsInThePageOnlyWhileItIsOpen() {
    list.show(TASK, steps(1, 1), SCREEN);
    assertThat(images()).singleElement().asString().endsWith("/steps/1/screenshot?width=160");
    StepItem item = items().get(0);
    item.show(true);
    assertThat(images()).hasSize(2).anyMatch(src -> src.endsWith("/steps/1/screenshot"));
    assertThat(all(item).map(each -> each.getElement().getText()))
        .contains("640, 360", "because", "$0.0031");
    item.show(false);
    assertThat(images()).hasSize(1);
  }

  @Test
  void moneyIsShownAsFineAsItIs() {
    assertThat(SpendLine.exactly(new BigDecimal("0.0031"))).isEqualTo("$0.0031");
    assertThat(SpendLine.exactly(new BigDecimal("0.00001"))).isEqualTo("$0.0001");
    assertThat(SpendLine.exactly(new BigDecimal("1.5"))).isEqualTo("$1.50");
    assertThat(SpendLine.exactly(new BigDecimal("20"))).isEqualTo("$20.00");
    assertThat(SpendLine.cap(new BigDecimal("20.00009"))).isEqualTo("$20.00");
    assertThat(SpendLine.cap(new BigDecimal("0.0049"))).isEqualTo("$0.0049");
  }

  private static List<Step> steps(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(StepListTest::step).toList();
  }

  private static Step step(int number) {
    return new Step(
        "task_a",
        number,
        Optional.of("left_click"),
        Map.of("coordinate", List.of(640, 360)),
        "clicked",
        "because",
        new BigDecimal("0.0031"),
        new BigDecimal("0.0031"),
        SampleTasks.START,
        Duration.ofMillis(120),
        Optional.of("picture"),
        Optional.of("scripted"));
  }

  private List<StepItem> items() {
    return all(list).filter(StepItem.class::isInstance).map(StepItem.class::cast).toList();
  }

  private List<Integer> shown() {
    return items().stream().map(item -> item.step().number()).toList();
  }

  private List<NativeDetails> details() {
    return all(list)
        .filter(NativeDetails.class::isInstance)
        .map(NativeDetails.class::cast)
        .toList();
  }

  private List<String> images() {
    return all(list)
        .filter(Image.class::isInstance)
        .map(image -> ((Image) image).getSrc())
        .toList();
  }

  private Button earlier() {
    return list.getChildren()
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Component> all(Component root) {
    return Stream.concat(Stream.of(root), root.getChildren().flatMap(StepListTest::all));
  }
}
