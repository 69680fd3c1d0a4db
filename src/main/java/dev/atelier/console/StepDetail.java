package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.atelier.desktop.Size;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All that is known of one step: what was seen, what was done and why, what came of it. */
final class StepDetail extends Div {
  private static final long serialVersionUID = 1L;
  private static final double MILLISECONDS = 1000;

  private final DescriptionList facts = new DescriptionList();

  /**
   * @param screen how large the desktop is
   */
  StepDetail(Task task, Step step, Size screen) {
    addClassName("step-detail");
    // Whoever opens it reads it: it is not to be read out as news of the story.
    getElement().setAttribute("aria-live", "off");
    StepPicture picture = new StepPicture();
    picture.show(task, step, screen);
    add(picture, facts);
    fact("step.detail.done", new Span(Steps.deed(step, getLocale())));
    step.parameters().forEach(this::parameter);
    fact("step.detail.words", step.text());
    showResult(step);
    fact("step.detail.at", Moment.exact(step.at()));
    fact("step.detail.took", new Span(getTranslation("step.seconds", seconds(step.duration()))));
    if (step.costUsd().signum() > 0) {
      fact("step.detail.cost", SpendLine.exactly(step.costUsd()));
    }
    fact("step.detail.by", step.decidedBy().orElse(""));
  }

  private void showResult(Step step) {
    if (Steps.failed(step)) {
      Span problem = new Span(Steps.problem(step));
      problem.addClassName("problem");
      fact("step.detail.problem", problem);
    } else {
      fact("step.detail.result", step.result());
    }
  }

  private void parameter(String name, Object value) {
    String key = "step.parameter." + name;
    if (!(value instanceof Map) && Texts.has(key, getLocale())) {
      fact(key, inWords(value));
    }
  }

  private static String inWords(Object value) {
    return value instanceof List<?> numbers
        ? numbers.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : String.valueOf(value);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLISECONDS;
  }

  private void fact(String key, String words) {
    if (!words.isBlank()) {
      fact(key, new Span(words));
    }
  }

  private void fact(String key, Component words) {
    facts.add(
        new DescriptionList.Term(getTranslation(key)), new DescriptionList.Description(words));
  }
}
