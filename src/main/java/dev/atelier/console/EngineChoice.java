package dev.atelier.console;

import com.vaadin.flow.component.select.Select;
import dev.atelier.desktop.EngineReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a new desktop is to run; not shown unless there is a choice. */
final class EngineChoice extends Select<String> {
  private static final long serialVersionUID = 1L;

  private final Set<String> down;
  private final Set<String> names;
  private boolean held;
  private boolean locked;

  EngineChoice(List<EngineReport> engines) {
    names = engines.stream().map(EngineReport::name).collect(Collectors.toSet());
    down =
        engines.stream()
            .filter(engine -> engine.problem().isPresent())
            .map(EngineReport::name)
            .collect(Collectors.toSet());
    setId("desktop-engine");
    setLabel(getTranslation("field.engine"));
    setWidthFull();
    setEmptySelectionAllowed(true);
    setEmptySelectionCaption(getTranslation("new.anywhere"));
    setItemLabelGenerator(this::words);
    setItems(engines.stream().map(EngineReport::name).toList());
    setItemEnabledProvider(name -> !down.contains(name));
    setVisible(!names.isEmpty());
  }

  /** Also of what is chosen while nothing is, for which there is no item. */
  private String words(String name) {
    if (name == null) {
      return getTranslation("new.anywhere");
    }
    return down.contains(name) ? getTranslation("new.engineDown", name) : name;
  }

  /** Empty to leave it open, or where it is not for a person to say. */
  Optional<String> chosen() {
    return held ? Optional.empty() : getOptionalValue();
  }

  /** Shows where what a desktop is made from lies, which is where it will run. */
  void hold(String engine) {
    held = names.contains(engine);
    setValue(held ? engine : null);
    setHelperText(held ? getTranslation("new.whereSaved") : "");
    showWhetherOpen();
  }

  /** Leaves it to a person again. */
  void release() {
    if (held) {
      setValue(null);
    }
    held = false;
    setHelperText("");
    showWhetherOpen();
  }

  /** Nothing can be chosen while it is locked. */
  void lock(boolean closed) {
    locked = closed;
    showWhetherOpen();
  }

  private void showWhetherOpen() {
    setReadOnly(held || locked);
  }
}
