package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.BigDecimalField;
import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.cost.CapScope;
import dev.atelier.cost.Caps;
import dev.atelier.cost.DailyCap;
import dev.atelier.json.InvalidField;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks for another cap, or for that of the settings back. */
final class CapDialog extends Dialog {
  private static final long serialVersionUID = 1L;

  private final transient Caps caps;
  private final RadioButtonGroup<CapScope> scopes = new RadioButtonGroup<>();
  private final Paragraph present = new Paragraph();
  private final BigDecimalField usd;
  private final Button reset;

  CapDialog(Caps caps) {
    this.caps = caps;
    addClassName("cap-dialog");
    setHeaderTitle(getTranslation("costs.cap.change"));
    scopes.setId("cap-scope");
    scopes.setLabel(getTranslation("costs.cap.which"));
    scopes.setItems(CapScope.values());
    scopes.setItemLabelGenerator(scope -> getTranslation("costs.cap." + scope.word()));
    usd = new BigDecimalField(getTranslation("costs.cap.usd"));
    usd.setId("cap-usd");
    usd.setWidthFull();
    usd.setAutofocus(true);
    present.setId("cap-present");
    Paragraph consequence = new Paragraph(getTranslation("costs.cap.consequence"));
    consequence.addClassName("quiet");
    reset = new Button("", event -> apply(this::reset));
    reset.setId("cap-reset");
    Button save = new Button(getTranslation("costs.cap.save"), event -> apply(this::change));
    save.setId("cap-save");
    save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    add(scopes, present, usd, consequence);
    getFooter().add(new Button(getTranslation("cancel"), event -> close()), reset, save);
    scopes.addValueChangeListener(event -> show());
    scopes.setValue(CapScope.DAY);
  }

  private void show() {
    DailyCap cap = scopes.getValue() == CapScope.DAY ? caps.now().day() : caps.now().desktop();
    String configured = amount(cap.configured());
    present.setText(
        cap.set()
            .map(
                set ->
                    getTranslation("costs.cap.set", SpendLine.cap(set.usd()), set.by(), configured))
            .orElseGet(() -> getTranslation("costs.cap.configured", configured)));
    reset.setVisible(cap.set().isPresent());
    reset.setText(getTranslation("costs.cap.reset", configured));
    usd.setInvalid(false);
    usd.setValue(cap.usd().orElse(null));
  }

  private String amount(Optional<BigDecimal> configured) {
    return configured.map(SpendLine::cap).orElseGet(() -> getTranslation("costs.cap.none"));
  }

  private void apply(Consumer<Caller> work) {
    usd.setInvalid(false);
    try {
      work.accept(Visitor.caller(Role.ADMIN));
      close();
    } catch (InvalidField wrong) {
      usd.setErrorMessage(Failures.words(wrong, getLocale()));
      usd.setInvalid(true);
      usd.focus();
    }
  }

  private void change(Caller by) {
    BigDecimal wanted =
        usd.getOptionalValue().orElseThrow(() -> new InvalidField("usd", "is missing"));
    caps.change(scopes.getValue(), wanted, by);
  }

  private void reset(Caller by) {
    caps.reset(scopes.getValue(), by);
  }
}
