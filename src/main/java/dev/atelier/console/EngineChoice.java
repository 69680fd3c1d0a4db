package dev.atelier.console;

import com.vaadin.flow.component.select.Select;
import dev.atelier.desktop.EngineReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a new desktop is to run; not shown unless there is a choice. */
final class EngineChoice extends Select<String> {
  private static final long serialVersionUID = 1L;

  EngineChoice(List<EngineReport> engines) {
    List<String> names = engines.stream().map(EngineReport::name).toList();
    var problems =
        engines.stream()
            .filter(engine -> engine.problem().isPresent())
            .map(EngineReport::name)
            .collect(Collectors.toSet());
    setId("desktop-engine");
    setLabel(getTranslation("new.where"));
    setWidthFull();
    setEmptySelectionAllowed(true);
    setEmptySelectionCaption(getTranslation("new.anywhere"));
    setItems(names);
    setItemLabelGenerator(
        name ->
            name == null || !problems.contains(name)
                ? String.valueOf(name)
                : getTranslation("new.engineDown", name));
    setItemEnabledProvider(name -> !problems.contains(name));
    setVisible(!names.isEmpty());
  }

  /** Empty to leave it open. */
  Optional<String> chosen() {
    return getOptionalValue();
  }
}
