package dev.atelier.console;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.atelier.desktop.Look;
import java.util.Optional;

/** Lets a person choose how a desktop looks, and shows them how that will be. */
@StyleSheet("context://assets/looks.css")
final class LookPicker extends Div {
  private static final long serialVersionUID = 1L;
  private static final String FIRST_COLOUR = "#b4532f";

  private final RadioButtonGroup<String> theme;
  private final Checkbox own;
  private final Input colour = new Input();
  private final LookPreview preview = new LookPreview();

  LookPicker() {
    addClassName("look-picker");
    theme = new RadioButtonGroup<>(getTranslation("field.theme"));
    theme.setItems(Look.THEMES);
    theme.setRenderer(new ComponentRenderer<>(this::named));
    own = new Checkbox(getTranslation("look.accent"));
    colour.setType("color");
    colour.getElement().setAttribute("aria-label", getTranslation("field.accent"));
    theme.addValueChangeListener(event -> showChoice());
    own.addValueChangeListener(event -> showChoice());
    colour.addValueChangeListener(event -> showChoice());
    Div accent = new Div(own, colour);
    accent.addClassName("accent");
    Div choices = new Div(theme, accent);
    add(choices, preview);
    show(Look.STANDARD);
  }

  void show(Look look) {
    theme.setValue(look.theme());
    own.setValue(look.accent().isPresent());
    colour.setValue(look.accent().orElse(FIRST_COLOUR));
    showChoice();
  }

  /** Each theme is shown with the colour that it would have. */
  private void showChoice() {
    colour.setVisible(own.getValue());
    getStyle().set("--own-accent", value().accent().orElse(null));
    preview.show(value());
  }

  private Div named(String name) {
    Span swatch = new Span();
    swatch.addClassNames("swatch", "theme-" + name);
    swatch.getElement().setAttribute("aria-hidden", "true");
    Div row = new Div(swatch, new Span(getTranslation("look." + name)));
    row.addClassName("look");
    return row;
  }

  Look value() {
    return new Look(
        theme.getValue(),
        Optional.of(colour.getValue()).filter(text -> own.getValue() && Look.isColour(text)));
  }

  void setReadOnly(boolean readOnly) {
    theme.setReadOnly(readOnly);
    own.setReadOnly(readOnly);
    colour.setEnabled(!readOnly);
  }
}
