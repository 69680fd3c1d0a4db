package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.atelier.desktop.Quota;
import dev.atelier.session.Capacity;
import java.util.Optional;

/** How much a new desktop may use, in plain words; what cannot be given is said before. */
final class SizeChoice extends Div {
  private static final long serialVersionUID = 1L;
  private static final double MEGABYTES = 1024;
  private static final double LEAST_CPUS = 0.1;
  private static final double MOST_CPUS = 64;
  private static final double LEAST_GIGABYTES = 0.25;
  private static final double MOST_GIGABYTES = 1024;

  private final transient Capacity capacity;
  private final transient Errands errands;
  private final RadioButtonGroup<DesktopSize> sizes = new RadioButtonGroup<>();
  private final NumberField cpus;
  private final NumberField gigabytes;
  private final Div own;
  private transient Optional<String> engine = Optional.empty();
  private transient Optional<Capacity.Room> room = Optional.empty();

  SizeChoice(Capacity capacity, Errands errands) {
    this.capacity = capacity;
    this.errands = errands;
    addClassName("size-choice");
    sizes.setId("desktop-size");
    sizes.setLabel(getTranslation("size.label"));
    sizes.setItems(DesktopSize.SMALL, DesktopSize.USUAL, DesktopSize.LARGE, DesktopSize.OWN);
    sizes.setRenderer(new ComponentRenderer<>(this::described));
    sizes.setItemEnabledProvider(this::isPossible);
    sizes.setValue(DesktopSize.USUAL);
    sizes.addValueChangeListener(event -> showWhatIsKnown());
    cpus = number("field.cpus", "desktop-cpus", LEAST_CPUS, MOST_CPUS, 2);
    gigabytes = number("size.memory", "desktop-memory", LEAST_GIGABYTES, MOST_GIGABYTES, 4);
    own = new Div(cpus, gigabytes);
    own.addClassName("own-size");
    add(sizes, own);
    showWhatIsKnown();
  }

  private NumberField number(String key, String id, double least, double most, double first) {
    NumberField field = new NumberField(getTranslation(key));
    field.setId(id);
    field.setMin(least);
    field.setMax(most);
    field.setValue(first);
    field.setI18n(
        new NumberField.NumberFieldI18n()
            .setBadInputErrorMessage(getTranslation("size.outOfRange", least, most))
            .setMinErrorMessage(getTranslation("size.outOfRange", least, most))
            .setMaxErrorMessage(getTranslation("size.outOfRange", least, most)));
    field.addValueChangeListener(event -> showWhatIsKnown());
    return field;
  }

  private Div described(DesktopSize size) {
    Span name = new Span(getTranslation(size.textKey()));
    Span means = new Span(getTranslation(size.textKey() + ".means"));
    means.addClassName("quiet");
    Div words = new Div(name, means);
    words.addClassName("described");
    return words;
  }

  @Override
  protected void onAttach(AttachEvent event) {
    look();
  }

  /** Asks what there is on that engine, or where there is most room. */
  void on(Optional<String> named) {
    if (!engine.equals(named)) {
      engine = named;
      look();
    }
  }

  private void look() {
    Optional<String> asked = engine;
    if (isAttached()) {
      errands.fetch(this, () -> capacity.room(asked), found -> learn(asked, found), why -> {});
    }
  }

  private void learn(Optional<String> asked, Capacity.Room found) {
    if (engine.equals(asked)) {
      show(found);
    }
  }

  /** Shows what is possible where there is so much. */
  void show(Capacity.Room found) {
    room = Optional.of(found);
    if (!isPossible(sizes.getValue())) {
      sizes.setValue(DesktopSize.USUAL);
    }
    sizes.setItemEnabledProvider(this::isPossible);
    showWhatIsKnown();
  }

  private boolean isPossible(DesktopSize size) {
    return size == DesktopSize.USUAL || room.map(Capacity.Room::bounds).orElse(true);
  }

  private void showWhatIsKnown() {
    own.setVisible(sizes.getValue() == DesktopSize.OWN);
    sizes.setHelperText(room.map(this::known).orElse(""));
  }

  private String known(Capacity.Room there) {
    if (!there.bounds()) {
      return getTranslation("size.unbounded");
    }
    int wanted = isWhole() ? quota().memoryMb() : 0;
    return there.freeMemoryMb().isPresent() && there.freeMemoryMb().getAsLong() < wanted
        ? getTranslation("size.tight", there.freeMemoryMb().getAsLong() / MEGABYTES)
        : "";
  }

  /** Whether what is asked for is within what can be asked for; shows what is not. */
  boolean isWhole() {
    return sizes.getValue() != DesktopSize.OWN
        || (isWithin(cpus, LEAST_CPUS, MOST_CPUS)
            && isWithin(gigabytes, LEAST_GIGABYTES, MOST_GIGABYTES));
  }

  private static boolean isWithin(NumberField field, double least, double most) {
    return !field.isEmpty() && field.getValue() >= least && field.getValue() <= most;
  }

  /** Call when it {@link #isWhole}. */
  Quota quota() {
    return sizes.getValue() == DesktopSize.OWN
        ? new Quota(cpus.getValue(), (int) (gigabytes.getValue() * MEGABYTES), 0, 0)
        : sizes.getValue().quota();
  }

  void choose(DesktopSize size) {
    sizes.setValue(size);
  }

  void setReadOnly(boolean closed) {
    sizes.setReadOnly(closed);
    cpus.setReadOnly(closed);
    gigabytes.setReadOnly(closed);
  }
}
