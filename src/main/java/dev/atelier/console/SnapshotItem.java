package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.shared.Tooltip;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.Snapshot.Template;

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
   * @param newest it cannot be deleted then
   */
  SnapshotItem(Snapshot snapshot, String origin, boolean newest, Controls controls) {
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
    Div buttons =
        new Div(
            button("snapshots.goBack", "go-back", () -> controls.goBack(snapshot)),
            button("snapshots.makeFrom", "make-from", () -> controls.makeFrom(snapshot)),
            offering(),
            deletion(newest));
    buttons.addClassName("buttons");
    add(heading, facts, buttons);
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
