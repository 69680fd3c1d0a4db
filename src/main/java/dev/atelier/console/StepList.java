package dev.atelier.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import dev.atelier.task.Step;

/** The steps of one task as a story, the newest at the end. */
final class StepList extends OrderedList {
  private static final long serialVersionUID = 1L;
  private int last;

  StepList() {
    addClassName("steps");
    getElement().setAttribute("aria-live", "polite");
  }

  void clear() {
    removeAll();
    last = 0;
  }

  /** Adds a step, unless it is shown already. */
  void show(Step step) {
    if (step.number() <= last) {
      return;
    }
    last = step.number();
    add(item(step));
    getElement().executeJs("this.lastElementChild?.scrollIntoView({block: 'nearest'})");
  }

  private ListItem item(Step step) {
    Icon icon = Steps.icon(step).create();
    icon.getElement().setAttribute("aria-hidden", "true");
    Span sentence = new Span(Steps.sentence(step, getLocale()));
    sentence.addClassName("sentence");
    Div words = new Div(sentence);
    if (Steps.failed(step)) {
      words.add(quiet("problem", getTranslation("step.failed", Steps.problem(step))));
    } else if (!step.text().isBlank() && step.verb().isPresent()) {
      words.add(quiet("deed", Steps.deed(step, getLocale())));
    }
    ListItem item = new ListItem(icon, words, new Ago(step.at()));
    item.setClassName(Steps.failed(step) ? "step failed" : "step");
    return item;
  }

  private static Span quiet(String style, String text) {
    Span span = new Span(text);
    span.addClassName(style);
    return span;
  }
}
