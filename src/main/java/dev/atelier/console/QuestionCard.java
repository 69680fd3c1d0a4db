package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.atelier.desktop.Size;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import dev.atelier.task.TaskStatus;

/**
 * What a task asks before it goes on, with the picture of what it is about, and a person's answer:
 * yes or no to what it wants to do, or words, “done” or no to what it needs of them.
 */
final class QuestionCard extends Section {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_ANSWER = 2000;

  private final H3 title = new H3();
  private final Paragraph question = new Paragraph();
  private final Paragraph pending = new Paragraph();
  private final StepPicture picture = new StepPicture();
  private final TextField words = new TextField();
  private final Button send;
  private final Button yes;
  private final Button no;
  private final transient Reply reply;
  private int asked;

  /** Takes a person's answer to the question that a step holds. */
  interface Reply {
    void give(int question, boolean approved, String note);

    /** Answers what the task needs of a person, in words. */
    void say(int question, String answer);
  }

  QuestionCard(Reply reply) {
    this.reply = reply;
    addClassName("approval");
    setId("approval");
    getElement().setAttribute("role", "alert");
    question.setId("question");
    pending.setId("pending");
    pending.addClassName("pending");
    words.setId("answer");
    words.setMaxLength(LONGEST_ANSWER);
    words.setWidthFull();
    words.setValueChangeMode(ValueChangeMode.EAGER);
    send =
        new Button(
            getTranslation("needsYou.send"),
            VaadinIcon.PAPERPLANE.create(),
            event -> answer(() -> reply.say(asked, said())));
    send.setId("send-answer");
    send.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    yes = button(VaadinIcon.CHECK, true);
    yes.setId("approve");
    no = button(VaadinIcon.CLOSE_SMALL, false);
    no.setId("deny");
    no.setText(getTranslation("approval.no"));
    words.addValueChangeListener(event -> send.setEnabled(!said().isEmpty()));
    Div buttons = new Div(send, yes, no);
    buttons.addClassName("buttons");
    add(title, question, pending, picture, words, buttons);
    setVisible(false);
  }

  private Button button(VaadinIcon icon, boolean approved) {
    return new Button(
        "", icon.create(), event -> answer(() -> reply.give(asked, approved, said())));
  }

  private String said() {
    return words.getValue().strip();
  }

  private void answer(Runnable given) {
    setEnabled(false);
    try {
      given.run();
    } catch (RuntimeException notGiven) {
      setEnabled(true);
      throw notGiven;
    }
  }

  /**
   * Asks what a step of a task asks; what is asked already stays as it is, answered or not.
   *
   * @param screen how large the desktop is
   */
  void ask(Task task, Step step, Size screen) {
    if (asked != step.number()) {
      asked = step.number();
      question.setText(step.text());
      showKind(task.status() == TaskStatus.NEEDS_YOU);
      pending.setVisible(step.pending().isPresent());
      step.pending().ifPresent(action -> pending.setText(Steps.pending(action, getLocale())));
      picture.show(task, step, screen);
      words.clear();
      send.setEnabled(false);
      setEnabled(true);
    }
    setVisible(true);
  }

  private void showKind(boolean needsPerson) {
    title.setText(getTranslation(needsPerson ? "needsYou.title" : "approval.title"));
    words.setLabel(getTranslation(needsPerson ? "needsYou.answer" : "approval.note"));
    words.setHelperText(needsPerson ? getTranslation("needsYou.help") : "");
    yes.setText(getTranslation(needsPerson ? "needsYou.done" : "approval.yes"));
    send.setVisible(needsPerson);
    if (needsPerson) {
      yes.removeThemeVariants(ButtonVariant.LUMO_PRIMARY);
    } else {
      yes.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    }
  }

  /** The question is answered. */
  void done() {
    asked = 0;
    setVisible(false);
  }
}
