package dev.atelier.console;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import dev.atelier.Role;
import dev.atelier.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks what somebody may do, and on which desktops. */
final class RightsPicker extends Div {
  private static final long serialVersionUID = 1L;
  private final RadioButtonGroup<Role> role = new RadioButtonGroup<>();
  private final MultiSelectComboBox<Session> desktops = new MultiSelectComboBox<>();

  RightsPicker(List<Session> all) {
    addClassName("rights");
    role.setId("role");
    role.setLabel(getTranslation("access.role"));
    role.setItems(Role.values());
    role.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
    role.setItemLabelGenerator(each -> getTranslation("role.long." + each.word()));
    role.setValue(Role.OPERATOR);
    role.addValueChangeListener(event -> desktops.setVisible(event.getValue() != Role.ADMIN));
    desktops.setId("desktops");
    desktops.setLabel(getTranslation("access.desktops"));
    desktops.setPlaceholder(getTranslation("access.desktops.all"));
    desktops.setHelperText(getTranslation("access.desktops.help"));
    desktops.setItems(all);
    desktops.setItemLabelGenerator(Session::label);
    desktops.setWidthFull();
    add(role, desktops);
  }

  void show(Role present, Optional<Set<String>> bounds, List<Session> all) {
    role.setValue(present);
    bounds.ifPresent(
        ids -> desktops.setValue(all.stream().filter(one -> ids.contains(one.id())).toList()));
  }

  Role role() {
    return role.getValue();
  }

  /** Ids of the only desktops; empty for all. */
  Optional<Set<String>> desktops() {
    Set<String> chosen =
        desktops.getValue().stream().map(Session::id).collect(Collectors.toUnmodifiableSet());
    return role() == Role.ADMIN || chosen.isEmpty() ? Optional.empty() : Optional.of(chosen);
  }
}
