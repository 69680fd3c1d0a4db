package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;

/** What a task asks before it goes on, and a person's yes or no. */
final class ApprovalCard extends Section {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_NOTE = 2000;

  private final Paragraph question = new Paragraph();
  private final TextField note;
  private final Button yes;
  private final Button no;
  private final transient Reply reply;
  private int asked;

  /** Takes a person's answer to the question that a step holds. */
  @FunctionalInterface
  interface Reply {
    void give(int question, boolean approved, String note);
  }

  ApprovalCard(Reply reply) {
    this.reply = reply;
    addClassName("approval");
    setId("approval");
    getElement().setAttribute("role", "alert");
    question.setId("question");
    note = new TextField(getTranslation("approval.note"));
    note.setMaxLength(LONGEST_NOTE);
    note.setWidthFull();
    yes = button("approval.yes", VaadinIcon.CHECK, true);
    yes.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    yes.setId("approve");
    no = button("approval.no", VaadinIcon.CLOSE_SMALL, false);
    no.setId("deny");
    Div buttons = new Div(yes, no);
    buttons.addClassName("buttons");
    add(new H3(getTranslation("approval.title")), question, note, buttons);
    setVisible(false);
  }

  private Button button(String text, VaadinIcon icon, boolean approved) {
    return new Button(getTranslation(text), icon.create(), event -> answer(approved));
  }

  private void answer(boolean approved) {
    setEnabled(false);
    try {
      reply.give(asked, approved, note.getValue().strip());
    } catch (RuntimeException notGiven) {
      setEnabled(true);
      throw notGiven;
    }
  }

  /** Asks what a step of a task asks; what is asked already stays as it is, answered or not. */
  void ask(int step, String words) {
    if (asked != step) {
      asked = step;
      question.setText(words);
      note.clear();
      setEnabled(true);
    }
    setVisible(true);
  }

  /** The question is answered. */
  void done() {
    asked = 0;
    setVisible(false);
  }
}
