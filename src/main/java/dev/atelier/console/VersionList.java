package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import dev.atelier.doctor.Versions;
import java.util.Optional;

/** What the server is made of, by version. */
final class VersionList extends Div {
  private static final long serialVersionUID = 1L;
  private static final int DAY = "2026-11-23".length();
  private static final int SHORT_ID = "sha256:0123456789ab".length();

  private final transient Versions versions;
  private final transient Errands errands;
  private final Paragraph state = new Paragraph();
  private final DescriptionList facts = new DescriptionList();

  VersionList(Versions versions, Errands errands) {
    this.versions = versions;
    this.errands = errands;
    facts.setId("versions");
    state.getElement().setAttribute("role", "status");
    add(new H2(getTranslation("versions.title")), state, facts);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    state.setText(getTranslation("versions.asking"));
    errands.fetch(this, versions::now, this::show, state::setText);
  }

  private void show(Versions.Parts parts) {
    state.setText("");
    facts.removeAll();
    fact(getTranslation("versions.atelier"), parts.atelier());
    fact("Java", parts.java());
    fact(getTranslation("versions.server"), parts.server());
    fact(
        getTranslation("versions.database"),
        getTranslation("versions.schema", parts.database(), parts.schema()));
    for (Versions.Engine engine : parts.engines()) {
      fact(getTranslation("versions.engine", engine.name()), engine.version().engine());
      fact(getTranslation("versions.image"), image(engine));
    }
  }

  private String image(Versions.Engine engine) {
    Optional<String> day = engine.version().imageMadeAt().filter(at -> at.length() > DAY);
    return engine
        .version()
        .imageId()
        .map(id -> id.substring(0, Math.min(id.length(), SHORT_ID)))
        .map(
            id ->
                getTranslation(
                    "versions.built",
                    engine.version().image(),
                    id,
                    day.map(at -> at.substring(0, DAY)).orElse("?")))
        .orElse(engine.version().image());
  }

  private void fact(String name, String value) {
    facts.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
  }
}
