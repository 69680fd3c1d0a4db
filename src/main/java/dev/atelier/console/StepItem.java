package dev.atelier.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import dev.atelier.desktop.Size;
import dev.atelier.task.Step;
import dev.atelier.task.Task;

/** One step of a story: a sentence and a small picture, which opens to all that is known of it. */
final class StepItem extends ListItem {
  private static final long serialVersionUID = 1L;
  private static final int THUMBNAIL = 160;

  private final transient Task task;
  private final transient Step step;
  private final transient Size screen;
  private final NativeDetails details = new NativeDetails();

  /**
   * @param screen how large the desktop is
   */
  StepItem(Task task, Step step, Size screen) {
    this.task = task;
    this.step = step;
    this.screen = screen;
    setClassName(Steps.failed(step) ? "step failed" : "step");
    details.setSummary(new Div(icon(), lines(), facts()));
    details.addToggleListener(event -> show(event.isOpened()));
    add(details);
  }

  Step step() {
    return step;
  }

  boolean isOpen() {
    return details.isOpen();
  }

  /** What nobody looks at is not kept in the page. */
  void show(boolean open) {
    details.setContent(open ? new StepDetail(task, step, screen) : new Div());
  }

  private Icon icon() {
    Icon icon = Steps.icon(step).create();
    icon.getElement().setAttribute("aria-hidden", "true");
    return icon;
  }

  private Div lines() {
    Span sentence = new Span(Steps.sentence(step, getLocale()));
    sentence.addClassName("sentence");
    Div lines = new Div(sentence);
    lines.addClassName("lines");
    if (Steps.failed(step)) {
      lines.add(quiet("problem", getTranslation("step.failed", Steps.problem(step))));
    } else if (!step.text().isBlank() && step.verb().isPresent()) {
      lines.add(quiet("deed", Steps.deed(step, getLocale())));
    }
    return lines;
  }

  private Div facts() {
    Div facts = new Div();
    facts.addClassName("facts");
    if (step.picture().isPresent()) {
      facts.add(thumbnail());
    }
    Div words = new Div(Ago.clock(step.at()));
    words.addClassName("figures");
    if (step.costUsd().signum() > 0) {
      words.add(quiet("step-cost", SpendLine.exactly(step.costUsd())));
    }
    facts.add(words);
    return facts;
  }

  /** Fetched once it comes into sight; the sentence beside it says what it would. */
  private Image thumbnail() {
    Image picture = new Image(StepPicture.address(task, step) + "?width=" + THUMBNAIL, "");
    picture.addClassName("thumbnail");
    picture.getElement().setAttribute("loading", "lazy");
    picture.getElement().setAttribute("decoding", "async");
    return picture;
  }

  private static Span quiet(String style, String text) {
    Span span = new Span(text);
    span.addClassName(style);
    return span;
  }
}
