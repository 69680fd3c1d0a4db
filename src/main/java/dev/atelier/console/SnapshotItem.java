package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.shared.Tooltip;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.Snapshot.Template;
import java.util.Optional;

/** One snapshot in a list: what it is, when it was, and what can be done with it. */
final class SnapshotItem extends ListItem {
  private static final long serialVersionUID = 1L;
  private static final double MEGABYTE = 1_000_000;
  private static final double LEAST_SHOWN = 0.1;
  private static final double WITHOUT_FRACTION = 10;

  private final transient Snapshot snapshot;
  private final transient Controls controls;

  /** What a person may do with a snapshot. */
  interface Controls {
    void goBack(Snapshot snapshot);

    void makeFrom(Snapshot snapshot);

    void offer(Snapshot snapshot);

    void offerNoLonger(Snapshot snapshot);

    void delete(Snapshot snapshot);
  }

  /**
   * @param origin in words why it was taken
   * @param problem why it can no longer be used; it can only be deleted then
   * @param newest it cannot be deleted then
   */
  SnapshotItem(
      Snapshot snapshot,
      String origin,
      Optional<String> problem,
      boolean newest,
      Controls controls) {
    this.snapshot = snapshot;
    this.controls = controls;
    addClassName("snapshot");
    boolean named = !snapshot.kind().isAutomatic() && !snapshot.note().isEmpty();
    Span heading = new Span(named ? snapshot.note() : origin);
    heading.addClassName("heading");
    heading.setTitle(heading.getText());
    Div facts = new Div();
    facts.addClassName("facts");
    if (named) {
      facts.add(new Span(origin));
    }
    facts.add(new Ago(snapshot.createdAt()), new Span(size()));
    snapshot.template().ifPresent(template -> facts.add(badge(template)));
    add(heading, facts);
    problem.ifPresent(why -> add(inWords(why)));
    add(buttons(problem.isEmpty(), newest));
  }

  private Paragraph inWords(String why) {
    Paragraph words = new Paragraph(Failures.asSentence(why, getLocale()));
    words.addClassName("problem");
    return words;
  }

  private Div buttons(boolean usable, boolean newest) {
    Button goBack = button("snapshots.goBack", "go-back", () -> controls.goBack(snapshot));
    goBack.setEnabled(usable);
    Button makeFrom = button("snapshots.makeFrom", "make-from", () -> controls.makeFrom(snapshot));
    makeFrom.setEnabled(usable);
    Div buttons = new Div(goBack, makeFrom, offering(usable), deletion(newest));
    buttons.addClassName("buttons");
    return buttons;
  }

  private Button offering(boolean usable) {
    Button offering = offering();
    offering.setEnabled(usable || snapshot.template().isPresent());
    return offering;
  }

  private Button offering() {
    return snapshot.template().isEmpty()
        ? button("snapshots.offer", "offer", () -> controls.offer(snapshot))
        : button(
            "snapshots.offerNoLonger", "offer-no-longer", () -> controls.offerNoLonger(snapshot));
  }

  /** A disabled button hears no pointer, so what is around it tells why. */
  private Component deletion(boolean newest) {
    Button delete = button("snapshots.delete", "delete", () -> controls.delete(snapshot));
    delete.addThemeVariants(ButtonVariant.LUMO_ERROR);
    Span around = new Span(delete);
    around.addClassName("why");
    if (newest) {
      delete.setEnabled(false);
      delete.getElement().setAttribute("aria-description", getTranslation("snapshots.newest"));
      Tooltip.forComponent(around).withText(getTranslation("snapshots.newest"));
    }
    return around;
  }

  private Button button(String textKey, String style, Runnable work) {
    Button button = new Button(getTranslation(textKey), event -> work.run());
    button.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY);
    button.addClassName(style);
    return button;
  }

  private Component badge(Template template) {
    Span badge =
        new Span(
            VaadinIcon.STAR_O.create(),
            new Span(getTranslation("snapshots.offered", template.name())));
    badge.addClassName("offered");
    badge.setTitle(template.description());
    return badge;
  }

  private String size() {
    double megabytes = Math.max(LEAST_SHOWN, snapshot.bytes() / MEGABYTE);
    return getTranslation(
        "snapshots.size", megabytes < WITHOUT_FRACTION ? megabytes : Math.round(megabytes));
  }
}
