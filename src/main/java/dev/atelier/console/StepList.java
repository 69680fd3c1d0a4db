package dev.atelier.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import dev.atelier.task.Step;
import java.util.Optional;

/** The steps of one task as a story, the newest at the end. */
final class StepList extends OrderedList {
  private static final long serialVersionUID = 1L;
  private final boolean follows;
  private int last;
  private transient Optional<Words> words = Optional.empty();

  /** A step without a deed, which may turn out to be the ending. */
  private record Words(String text, ListItem item) {}

  StepList() {
    this(true);
  }

  private StepList(boolean follows) {
    this.follows = follows;
    addClassName("steps");
    getElement().setAttribute("aria-live", "polite");
  }

  /** One that does not move the page to its newest step. */
  static StepList still() {
    return new StepList(false);
  }

  void clear() {
    removeAll();
    last = 0;
    words = Optional.empty();
  }

  /** Adds a step, unless it is shown already. */
  void show(Step step) {
    if (step.number() <= last) {
      return;
    }
    last = step.number();
    ListItem item = item(step);
    words = step.verb().isEmpty() ? Optional.of(new Words(step.text(), item)) : Optional.empty();
    add(item);
    if (follows) {
      getElement().executeJs("this.lastElementChild?.scrollIntoView({block: 'nearest'})");
    }
  }

  /** Takes the last step back if it only says what the ending says as well. */
  void leaveOut(String ending) {
    words.filter(last -> last.text().equals(ending)).ifPresent(last -> remove(last.item()));
    words = Optional.empty();
  }

  private ListItem item(Step step) {
    Icon icon = Steps.icon(step).create();
    icon.getElement().setAttribute("aria-hidden", "true");
    Span sentence = new Span(Steps.sentence(step, getLocale()));
    sentence.addClassName("sentence");
    Div lines = new Div(sentence);
    if (Steps.failed(step)) {
      lines.add(quiet("problem", getTranslation("step.failed", Steps.problem(step))));
    } else if (!step.text().isBlank() && step.verb().isPresent()) {
      lines.add(quiet("deed", Steps.deed(step, getLocale())));
    }
    ListItem item = new ListItem(icon, lines, Ago.clock(step.at()));
    item.setClassName(Steps.failed(step) ? "step failed" : "step");
    return item;
  }

  private static Span quiet(String style, String text) {
    Span span = new Span(text);
    span.addClassName(style);
    return span;
  }
}
