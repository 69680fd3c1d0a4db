package dev.atelier.console;

import com.vaadin.flow.component.select.Select;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.Snapshot.Template;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a new desktop starts from: fresh, or as something was saved. Not shown without a choice. */
final class OriginChoice extends Select<Snapshot> {
  private static final long serialVersionUID = 1L;

  /**
   * @param preset is chosen to begin with, whether it is a template or not
   */
  OriginChoice(List<Snapshot> templates, Optional<Snapshot> preset) {
    setId("origin");
    setLabel(getTranslation("origin.label"));
    setWidthFull();
    setEmptySelectionAllowed(true);
    setEmptySelectionCaption(getTranslation("origin.fresh"));
    setItemLabelGenerator(this::name);
    List<Snapshot> all =
        Stream.concat(
                preset.filter(chosen -> !templates.contains(chosen)).stream(), templates.stream())
            .toList();
    setItems(all);
    addValueChangeListener(event -> showDescription());
    preset.ifPresent(this::setValue);
    showDescription();
    setVisible(!all.isEmpty());
  }

  Optional<String> chosen() {
    return getOptionalValue().map(Snapshot::id);
  }

  private String name(Snapshot snapshot) {
    if (snapshot == null) {
      return getTranslation("origin.fresh");
    }
    return snapshot
        .template()
        .map(Template::name)
        .orElseGet(
            () ->
                snapshot.note().isEmpty() || snapshot.kind().isAutomatic()
                    ? getTranslation("origin.unnamed", snapshot.sessionLabel())
                    : getTranslation("origin.noted", snapshot.sessionLabel(), snapshot.note()));
  }

  private void showDescription() {
    Optional<Snapshot> chosen = getOptionalValue();
    setHelperText(
        chosen
            .flatMap(Snapshot::template)
            .map(Template::description)
            .filter(text -> !text.isEmpty())
            .orElseGet(
                () -> getTranslation(chosen.isEmpty() ? "origin.freshHelp" : "origin.help")));
  }
}
