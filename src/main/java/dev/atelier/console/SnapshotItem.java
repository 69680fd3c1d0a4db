package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.Role;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.Snapshot.Template;
import java.util.Optional;

/** One snapshot in a list: what it is, when it was, and what can be done with it. */
final class SnapshotItem extends ListItem {
  private static final long serialVersionUID = 1L;

  private final transient Snapshot snapshot;
  private final transient Controls controls;
  private final Span heading = new Span();

  /** What a person may do with a snapshot. */
  interface Controls {
    void goBack(Snapshot snapshot);

    void makeFrom(Snapshot snapshot);

    void note(Snapshot snapshot);

    void offer(Snapshot snapshot);

    void offerNoLonger(Snapshot snapshot);

    void delete(Snapshot snapshot);

    /** Says why it cannot be deleted, and what can be done about that. */
    void explainNewest(Snapshot snapshot);
  }

  /**
   * How a snapshot stands.
   *
   * @param occasion in words why it was taken
   * @param problem why it can no longer be used; it can only be deleted then
   * @param newest it cannot be deleted then
   * @param returnable whether its desktop is there to go back to it
   */
  record Standing(String occasion, Optional<String> problem, boolean newest, boolean returnable) {}

  SnapshotItem(Snapshot snapshot, Standing standing, Controls controls) {
    this.snapshot = snapshot;
    this.controls = controls;
    addClassName("snapshot");
    boolean named = !snapshot.kind().isAutomatic() && !snapshot.note().isEmpty();
    heading.setText(named ? snapshot.note() : standing.occasion());
    heading.addClassName("heading");
    heading.setTitle(heading.getText());
    Div facts = new Div();
    facts.addClassName("facts");
    if (named) {
      facts.add(new Span(standing.occasion()));
    }
    facts.add(new Ago(snapshot.createdAt()), new Span(Room.words(snapshot.bytes(), getLocale())));
    snapshot.template().ifPresent(template -> facts.add(badge(template)));
    add(heading, facts);
    standing.problem().ifPresent(why -> add(inWords(why)));
    add(buttons(standing));
  }

  private Paragraph inWords(String why) {
    Paragraph words = new Paragraph(Failures.asSentence(why, getLocale()));
    words.addClassName("problem");
    return words;
  }

  private Div buttons(Standing standing) {
    boolean usable = standing.problem().isEmpty();
    Button goBack = button("snapshots.goBack", "go-back", () -> controls.goBack(snapshot));
    goBack.setEnabled(usable);
    goBack.setVisible(standing.returnable());
    Button makeFrom = button("snapshots.makeFrom", "make-from", () -> controls.makeFrom(snapshot));
    makeFrom.setEnabled(usable);
    makeFrom.setVisible(Visitor.mayMake());
    Button note = button("snapshots.rename", "note", () -> controls.note(snapshot));
    note.setVisible(!snapshot.kind().isAutomatic());
    Div buttons = new Div(goBack, makeFrom, note, offering(usable), deletion(standing.newest()));
    buttons.addClassName("buttons");
    buttons.setVisible(Visitor.may(Role.OPERATOR));
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

  /** What cannot go says why when it is asked to: a disabled button would tell nobody. */
  private Button deletion(boolean newest) {
    Button delete =
        button(
            "snapshots.delete",
            "delete",
            newest ? () -> controls.explainNewest(snapshot) : () -> controls.delete(snapshot));
    delete.addThemeVariants(ButtonVariant.LUMO_ERROR);
    return delete;
  }

  private Button button(String textKey, String style, Runnable work) {
    Button button = new Button(getTranslation(textKey), event -> work.run());
    button.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY);
    button.addClassName(style);
    button.setAriaLabel(getTranslation("snapshots.do", button.getText(), heading.getText()));
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
}
