package dev.atelier.console;

import com.vaadin.flow.component.select.Select;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.Snapshot.Template;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a new desktop starts from: fresh, or as something was saved. Not shown without a choice. */
final class OriginChoice extends Select<Snapshot> {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Snapshot> preset;
  private final transient Consumer<Optional<Snapshot>> chosen;
  private transient List<Snapshot> offered = List.of();
  private transient Optional<String> told = Optional.empty();
  private boolean offering;

  /**
   * @param all what there is
   * @param preset is chosen to begin with, whether it is a template or not
   * @param chosen is told what is chosen when it is another
   */
  OriginChoice(List<Snapshot> all, Optional<Snapshot> preset, Consumer<Optional<Snapshot>> chosen) {
    this.preset = preset;
    this.chosen = chosen;
    setId("origin");
    setLabel(getTranslation("field.snapshot_id"));
    setWidthFull();
    setEmptySelectionAllowed(true);
    setEmptySelectionCaption(getTranslation("origin.fresh"));
    setItemLabelGenerator(this::name);
    setVisible(false);
    addValueChangeListener(event -> settle());
    offer(all);
    preset.flatMap(one -> sameAs(one, offered)).ifPresent(this::setValue);
    settle();
  }

  /** Offers what there is now; what is chosen stays so if it is still there. */
  void offer(List<Snapshot> all) {
    List<Snapshot> now =
        Stream.concat(
                preset
                    .flatMap(one -> sameAs(one, all))
                    .filter(one -> one.template().isEmpty())
                    .stream(),
                all.stream().filter(each -> each.template().isPresent()))
            .toList();
    if (now.equals(offered)) {
      return;
    }
    Optional<Snapshot> before = getOptionalValue();
    offering = true;
    offered = now;
    setItems(now);
    setValue(before.flatMap(one -> sameAs(one, now)).orElse(null));
    setVisible(!now.isEmpty());
    offering = false;
    settle();
  }

  private void settle() {
    if (offering) {
      return;
    }
    showDescription();
    Optional<String> id = getOptionalValue().map(Snapshot::id);
    if (!id.equals(told)) {
      told = id;
      chosen.accept(getOptionalValue());
    }
  }

  private static Optional<Snapshot> sameAs(Snapshot one, List<Snapshot> all) {
    return all.stream().filter(each -> each.id().equals(one.id())).findFirst();
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
    Optional<Snapshot> present = getOptionalValue();
    setHelperText(
        present
            .flatMap(Snapshot::template)
            .map(Template::description)
            .filter(text -> !text.isEmpty())
            .orElseGet(
                () -> getTranslation(present.isEmpty() ? "origin.freshHelp" : "origin.help")));
  }
}
