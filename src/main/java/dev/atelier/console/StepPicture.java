package dev.atelier.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.Size;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was on the screen when a step was decided, with the place that it is about marked. */
final class StepPicture extends Div {
  private static final long serialVersionUID = 1L;
  private static final String ADDRESS = "/sessions/%s/task/%s/steps/%d/screenshot";

  StepPicture() {
    addClassName("step-picture");
  }

  /**
   * @param screen how large the desktop is
   */
  void show(Task task, Step step, Size screen) {
    removeAll();
    setVisible(step.picture().isPresent());
    if (step.picture().isEmpty()) {
      return;
    }
    add(new Image(address(task, step), getTranslation("step.picture")));
    Map<String, Object> parameters =
        step.pending().map(Action::parameters).orElse(step.parameters());
    if (parameters.get("coordinate") instanceof List<?> place && place.size() == 2) {
      add(mark(number(place.get(0)) / screen.width(), number(place.get(1)) / screen.height()));
    }
  }

  static String address(Task task, Step step) {
    return ADDRESS.formatted(task.sessionId(), task.id(), step.number());
  }

  private static double number(Object coordinate) {
    return ((Number) coordinate).doubleValue();
  }

  private static Span mark(double fromLeft, double fromTop) {
    Span mark = new Span();
    mark.addClassName("place");
    mark.getElement().setAttribute("aria-hidden", "true");
    mark.getStyle().set("left", percent(fromLeft));
    mark.getStyle().set("top", percent(fromTop));
    return mark;
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * part);
  }
}
