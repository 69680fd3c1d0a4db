package dev.atelier.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.Snapshot.Template;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a new desktop starts from: fresh, as a template, or as a desktop was saved. Not shown
 * without a choice.
 */
final class OriginChoice extends Select<Snapshot> {
  private static final long serialVersionUID = 1L;
  private static final int MOST_SAVED = 100;

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
    setRenderer(new ComponentRenderer<>(this::described));
    setVisible(false);
    addValueChangeListener(event -> settle());
    offer(all);
    preset.flatMap(one -> sameAs(one, offered)).ifPresent(this::setValue);
    settle();
  }

  /** Offers what there is now; what is chosen stays so if it is still there. */
  void offer(List<Snapshot> all) {
    List<Snapshot> templates = all.stream().filter(each -> each.template().isPresent()).toList();
    List<Snapshot> saved =
        all.stream()
            .filter(each -> each.template().isEmpty())
            .filter(this::isOffered)
            .limit(MOST_SAVED)
            .toList();
    List<Snapshot> now = Stream.concat(templates.stream(), saved.stream()).toList();
    if (now.equals(offered)) {
      return;
    }
    Optional<Snapshot> before = getOptionalValue();
    offering = true;
    offered = now;
    setItems(now);
    head("origin.templates", templates);
    head("origin.saved", saved);
    setValue(before.flatMap(one -> sameAs(one, now)).orElse(null));
    setVisible(!now.isEmpty());
    offering = false;
    settle();
  }

  /** What the server saved by itself is offered only to whoever comes from there. */
  private boolean isOffered(Snapshot snapshot) {
    return !snapshot.kind().isAutomatic()
        || preset.filter(one -> one.id().equals(snapshot.id())).isPresent();
  }

  private void head(String textKey, List<Snapshot> group) {
    group.stream()
        .findFirst()
        .ifPresent(
            first -> {
              Span heading = new Span(getTranslation(textKey));
              heading.addClassName("origin-group");
              prependComponents(first, heading);
            });
  }

  private Div described(Snapshot snapshot) {
    Span name = new Span(name(snapshot));
    Span size = new Span(Room.words(snapshot.bytes(), getLocale()));
    Div facts = new Div(new Ago(snapshot.createdAt()), size);
    facts.addClassNames("facts", "quiet");
    Div words = new Div(name, facts);
    words.addClassName("described");
    return words;
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
