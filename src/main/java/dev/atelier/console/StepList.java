package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.OrderedList;
import dev.atelier.desktop.Size;
import dev.atelier.session.SessionRequest;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of one task as a story, the newest at the end. Of a long one only the end is in the
 * page, until somebody asks for what was before.
 */
@StyleSheet("context://assets/steps.css")
final class StepList extends Div {
  private static final long serialVersionUID = 1L;
  private static final int PART = 100;

  /** So many more may come before the oldest leave, so that the page does not change each time. */
  private static final int SLACK = 20;

  private static final String FOLLOW =
      """
      const side = this.closest(".side");
      const last = this.lastElementChild;
      if (side && last && getComputedStyle(side).overflowY === "auto") {
        const end = side.getBoundingClientRect().bottom;
        const before = last.previousElementSibling?.getBoundingClientRect().bottom ?? 0;
        if (before <= end + 8) {
          side.scrollTop += Math.max(0, last.getBoundingClientRect().bottom - end + 8);
        }
      }
      """;

  private final OrderedList list = new OrderedList();
  private final Button earlier;
  private transient List<Step> before = new ArrayList<>();
  private transient List<StepItem> items = new ArrayList<>();
  private transient Optional<Task> task = Optional.empty();
  private transient Size screen = SessionRequest.STANDARD_RESOLUTION;
  private int last;
  private boolean asked;

  StepList() {
    addClassName("story-steps");
    list.addClassName("steps");
    list.getElement().setAttribute("aria-live", "polite");
    earlier = new Button("", event -> showEarlier());
    earlier.setId("earlier-steps");
    earlier.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    add(earlier, list);
    offerEarlier();
  }

  /**
   * Shows the steps that a task has so far, in place of whatever was shown.
   *
   * @param size how large the desktop's screen is
   */
  void show(Task shown, List<Step> taken, Size size) {
    task = Optional.of(shown);
    screen = size;
    list.removeAll();
    items.clear();
    asked = false;
    int first = Math.max(0, taken.size() - PART);
    before = new ArrayList<>(taken.subList(0, first));
    last = 0;
    taken.subList(first, taken.size()).forEach(this::append);
    offerEarlier();
    list.getElement().executeJs(FOLLOW);
  }

  /** Adds a step, unless it is shown already; whoever reads further up is left there. */
  void show(Step step) {
    if (step.number() > last) {
      append(step);
      letGoOfTheOldest();
      list.getElement().executeJs(FOLLOW);
    }
  }

  private void append(Step step) {
    last = step.number();
    StepItem item = item(step);
    items.add(item);
    list.add(item);
  }

  private StepItem item(Step step) {
    return new StepItem(task.orElseThrow(), step, screen);
  }

  /** Not those that somebody asked for, nor one that is open. */
  private void letGoOfTheOldest() {
    if (asked || items.size() <= PART + SLACK) {
      return;
    }
    while (items.size() > PART && !items.get(0).isOpen()) {
      StepItem oldest = items.remove(0);
      before.add(oldest.step());
      list.remove(oldest);
    }
    offerEarlier();
  }

  private void showEarlier() {
    asked = true;
    int first = Math.max(0, before.size() - PART);
    List<StepItem> found = before.subList(first, before.size()).stream().map(this::item).toList();
    before = new ArrayList<>(before.subList(0, first));
    items.addAll(0, found);
    for (int place = 0; place < found.size(); place++) {
      list.addComponentAtIndex(place, found.get(place));
    }
    offerEarlier();
  }

  private void offerEarlier() {
    earlier.setVisible(!before.isEmpty());
    earlier.setText(getTranslation("step.earlier", before.size()));
  }

  /** Takes the last step back if it only says what the ending says as well. */
  void leaveOut(String ending) {
    if (items.isEmpty()) {
      return;
    }
    StepItem words = items.get(items.size() - 1);
    if (words.step().verb().isEmpty() && words.step().text().equals(ending)) {
      items.remove(words);
      list.remove(words);
    }
  }
}
