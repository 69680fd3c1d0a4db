package dev.atelier.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import dev.atelier.doctor.ModelTests;
import dev.atelier.vision.VisionBackends;

/** The models there are, each with a test. */
final class ModelTestList extends Div {
  private static final long serialVersionUID = 1L;

  ModelTestList(VisionBackends backends, ModelTests tests, Errands errands) {
    addClassName("models");
    UnorderedList list = new UnorderedList();
    list.setId("models");
    backends.names().stream()
        .map(backends::named)
        .forEach(
            backend -> {
              boolean isStandard = backend.name().equals(backends.standard().name());
              list.add(new ModelTestItem(backend, isStandard, tests, errands));
            });
    Paragraph lead = new Paragraph(getTranslation("models.lead"));
    lead.addClassName("quiet");
    add(new H2(getTranslation("models.title")), lead, list);
  }
}
