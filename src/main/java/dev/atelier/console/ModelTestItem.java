package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.Role;
import dev.atelier.doctor.ModelTest;
import dev.atelier.doctor.ModelTests;
import dev.atelier.vision.VisionBackend;

/** A model, a button that makes one real call of it, and what came of that. */
final class ModelTestItem extends ListItem {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final transient ModelTests tests;
  private final transient Errands errands;
  private final Button button;
  private final Div result = new Div();

  ModelTestItem(VisionBackend backend, boolean isStandard, ModelTests tests, Errands errands) {
    this.name = backend.name();
    this.tests = tests;
    this.errands = errands;
    setClassName("model");
    getElement().setAttribute("data-backend", name);
    Span called = new Span(name);
    called.addClassName("name");
    boolean needsNone = backend.model().equals("none");
    Span model = new Span(needsNone ? getTranslation("models.none") : backend.model());
    model.addClassName("quiet");
    Div about = new Div(called, model);
    if (isStandard) {
      about.add(new Span(getTranslation("models.standard")));
    }
    about.addClassName("about");
    button = new Button(getTranslation("models.test"), event -> test());
    button.setAriaLabel(getTranslation("models.testNamed", name));
    result.addClassName("result");
    result.getElement().setAttribute("role", "status");
    add(about, button, result);
  }

  private void test() {
    String actor = Visitor.acting(Role.ADMIN);
    button.setEnabled(false);
    say(new Paragraph(getTranslation("models.testing")));
    errands.fetch(this, () -> made(actor), this::show, this::showProblem);
  }

  private ModelTest made(String actor) {
    try {
      return tests.test(name, actor);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  private void show(ModelTest test) {
    button.setEnabled(true);
    Paragraph head = new Paragraph();
    if (test.ok()) {
      head.add(
          VaadinIcon.CHECK_CIRCLE.create(),
          new Span(
              getTranslation("models.answers", test.took().toMillis(), SpendLine.usd(test.usd()))));
      head.setClassName("well");
      say(head);
      return;
    }
    head.add(
        VaadinIcon.CLOSE_CIRCLE.create(),
        new Span(Failures.asSentence(test.problem(), getLocale())));
    head.setClassName("problem");
    say(head);
    test.mend(getLocale())
        .ifPresent(
            mend ->
                result.add(
                    new Paragraph(
                        getTranslation("doctor.mend")
                            + " "
                            + Failures.asSentence(mend, getLocale()))));
  }

  private void showProblem(String problem) {
    button.setEnabled(true);
    Paragraph words = new Paragraph(VaadinIcon.CLOSE_CIRCLE.create(), new Span(problem));
    words.setClassName("problem");
    say(words);
  }

  private void say(Paragraph words) {
    result.removeAll();
    result.add(words);
  }
}
