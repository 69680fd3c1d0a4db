package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.atelier.audit.AuditEntry;
import dev.atelier.json.Json;
import dev.atelier.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that is on record of one entry, with the picture of its step where there is one. */
final class AuditDetail extends Dialog {
  private static final long serialVersionUID = 1L;
  private static final String PICTURE = "/sessions/%s/task/%s/steps/%d/screenshot";

  private final DescriptionList facts = new DescriptionList();

  AuditDetail(AuditEntry entry, AuditSentences sentences) {
    addClassName("audit-detail");
    setHeaderTitle(getTranslation("audit.detail"));
    facts.addClassName("facts-list");
    Paragraph sentence = new Paragraph(sentences.sentence(entry));
    sentence.addClassName("sentence");
    add(sentence, facts);
    fact(getTranslation("audit.when"), Moment.exact(entry.at()));
    fact(getTranslation("audit.who"), new Span(sentences.who(entry.actor())));
    fact(getTranslation("audit.where"), new Span(sentences.where(entry.chain())));
    entry.detail().forEach((name, value) -> fact(name.replace('_', ' '), new Span(text(value))));
    fact(getTranslation("audit.kind"), machine(entry.type()));
    fact(getTranslation("audit.number"), machine(Long.toString(entry.seq())));
    fact(getTranslation("audit.hash"), machine(entry.hash()));
    fact(getTranslation("audit.hash.before"), machine(entry.prevHash()));
    Button close = new Button(getTranslation("close"), event -> close());
    close.setAutofocus(true);
    getFooter().add(close);
  }

  /** With a way to the task it belongs to, and what was on the screen at that step. */
  AuditDetail of(Task task, Optional<Integer> stepWithPicture) {
    fact(getTranslation("audit.task"), new Anchor(ReplayView.address(task), task.goal().text()));
    stepWithPicture.ifPresent(
        step -> {
          Image picture =
              new Image(
                  PICTURE.formatted(task.sessionId(), task.id(), step),
                  getTranslation("step.picture"));
          addComponentAtIndex(1, picture);
        });
    return this;
  }

  private void fact(String name, Component value) {
    facts.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
  }

  private static Span machine(String text) {
    Span span = new Span(text);
    span.addClassName("machine");
    return span;
  }

  private static String text(Object value) {
    return value instanceof Map<?, ?> || value instanceof List<?>
        ? Json.write(value)
        : String.valueOf(value);
  }
}
