package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.Role;
import dev.atelier.doctor.Doctor;
import dev.atelier.doctor.Finding;
import dev.atelier.doctor.Severity;
import java.util.List;
import java.util.Locale;

/** What is well, what is not and how to mend it, the worst first. */
final class DoctorList extends Div {
  private static final long serialVersionUID = 1L;

  private final transient Doctor doctor;
  private final transient Errands errands;
  private final Paragraph state = new Paragraph();
  private final UnorderedList list = new UnorderedList();
  private final Button again;

  DoctorList(Doctor doctor, Errands errands) {
    this.doctor = doctor;
    this.errands = errands;
    addClassName("doctor");
    list.setId("findings");
    state.setId("doctor-state");
    state.getElement().setAttribute("role", "status");
    again = new Button(getTranslation("doctor.again"), event -> look());
    again.setId("look-again");
    Div head = new Div(new H2(getTranslation("doctor.title")), again);
    head.addClassName("head");
    add(head, state, list);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    look();
  }

  private void look() {
    var unused = Visitor.acting(Role.ADMIN);
    again.setEnabled(false);
    state.setText(getTranslation("doctor.looking"));
    errands.fetch(this, doctor::findings, this::show, this::showProblem);
  }

  private void show(List<Finding> findings) {
    again.setEnabled(true);
    list.removeAll();
    findings.forEach(finding -> list.add(item(finding)));
    long bad =
        findings.stream()
            .filter(finding -> finding.severity().compareTo(Severity.NOTICE) > 0)
            .count();
    state.setText(getTranslation("doctor.state", bad));
  }

  private void showProblem(String problem) {
    again.setEnabled(true);
    state.setText(problem);
  }

  private ListItem item(Finding finding) {
    Locale locale = getLocale();
    Severity severity = finding.severity();
    String word = severity.name().toLowerCase(Locale.ROOT);
    Span badge = new Span(icon(severity).create(), new Span(getTranslation("doctor." + word)));
    badge.setClassName("badge " + word);
    Paragraph what = new Paragraph(Failures.asSentence(finding.what(locale), locale));
    what.addClassName("what");
    ListItem item = new ListItem(badge, what);
    item.setClassName(severity == Severity.OK ? "finding well" : "finding");
    if (severity != Severity.OK) {
      Paragraph why = new Paragraph(Failures.asSentence(finding.why(locale), locale));
      why.addClassName("quiet");
      Span mend = new Span(getTranslation("doctor.mend") + " ");
      mend.addClassName("mend");
      item.add(
          why, new Paragraph(mend, new Span(Failures.asSentence(finding.mend(locale), locale))));
    }
    return item;
  }

  private static VaadinIcon icon(Severity severity) {
    return switch (severity) {
      case OK -> VaadinIcon.CHECK_CIRCLE;
      case NOTICE -> VaadinIcon.INFO_CIRCLE;
      case WARNING -> VaadinIcon.WARNING;
      case PROBLEM -> VaadinIcon.CLOSE_CIRCLE;
    };
  }
}
