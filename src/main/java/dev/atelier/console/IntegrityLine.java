package dev.atelier.console;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.BackgroundWork;
import dev.atelier.Role;
import dev.atelier.audit.Integrity;
import dev.atelier.audit.IntegrityCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Says in words whether the record is unchanged, and has it checked. */
final class IntegrityLine extends Div {
  private static final long serialVersionUID = 1L;
  private static final Duration PACE = Duration.ofMillis(500);

  private final transient Integrity integrity;
  private final transient BackgroundWork background;
  private final transient UnaryOperator<String> where;
  private final Div words = new Div();

  /** Changes twice a second: whoever hears the page is told the rest only. */
  private final Span counted = new Span();

  private final Button check;
  private transient Optional<Object> told = Optional.empty();

  /**
   * @param where the words for a desktop by its id
   */
  IntegrityLine(Integrity integrity, BackgroundWork background, UnaryOperator<String> where) {
    this.integrity = integrity;
    this.background = background;
    this.where = where;
    setId("audit-integrity");
    addClassName("audit-integrity");
    words.addClassName("words");
    words.getElement().setAttribute("role", "status");
    check = new Button(getTranslation("audit.check"), event -> begin());
    check.setId("audit-check");
    check.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    counted.addClassName("counted");
    add(words, counted, check);
  }

  private void begin() {
    var unused = Visitor.acting(Role.ADMIN);
    integrity.begin(() -> {});
    follow();
  }

  /** Shows how it stands, and again in a moment while a walk is under way. */
  void follow() {
    Optional<Long> underWay = integrity.underWay();
    check.setEnabled(underWay.isEmpty());
    counted.setVisible(underWay.isPresent());
    if (underWay.isEmpty()) {
      integrity.last().ifPresentOrElse(this::show, () -> show("never", VaadinIcon.INFO_CIRCLE_O));
      return;
    }
    counted.setText(getTranslation("audit.integrity.counted", underWay.get()));
    show("checking", VaadinIcon.HOURGLASS);
    getUI().ifPresent(ui -> background.later(PACE, () -> lookAgain(ui)));
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private void lookAgain(UI ui) {
    try {
      ui.access(this::follow);
    } catch (UIDetachedException closed) {
      check.setEnabled(true);
    }
  }

  private void show(IntegrityCheck last) {
    if (isNew(last)) {
      last.firstBroken()
          .ifPresentOrElse(
              broken ->
                  say(VaadinIcon.WARNING, "broken", broken.seq(), where.apply(broken.chain())),
              () -> say(VaadinIcon.CHECK_CIRCLE, "whole", last.entries()));
      words.add(new Ago(last.at()));
    }
  }

  private void show(String key, VaadinIcon icon) {
    if (isNew(key)) {
      say(icon, key);
    }
  }

  /** What is said already is not said again. */
  private boolean isNew(Object telling) {
    boolean another = !told.equals(Optional.of(telling));
    told = Optional.of(telling);
    return another;
  }

  private void say(VaadinIcon icon, String key, Object... values) {
    setClassName("audit-integrity " + key);
    var picture = icon.create();
    picture.getElement().setAttribute("aria-hidden", "true");
    words.removeAll();
    words.add(picture, new Span(getTranslation("audit.integrity." + key, values)));
  }
}
