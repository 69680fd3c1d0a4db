package dev.atelier.console;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.atelier.snapshot.Snapshot.Template;
import java.util.function.Consumer;

/** Asks what a snapshot is called when it is offered as a template. */
final class OfferDialog extends Dialog {
  private static final long serialVersionUID = 1L;

  private final TextField name;
  private final TextArea description;
  private final transient Consumer<Template> offer;

  OfferDialog(String proposal, Consumer<Template> offer) {
    this.offer = offer;
    setHeaderTitle(getTranslation("offer.title"));
    name = new TextField(getTranslation("field.label"));
    name.setId("template-name");
    name.setMaxLength(Template.LONGEST_NAME);
    name.setValue(Template.nameOf(proposal));
    name.setAutofocus(true);
    name.setAutoselect(true);
    name.setWidthFull();
    description = new TextArea(getTranslation("offer.description"));
    description.setId("template-description");
    description.setMaxLength(Template.LONGEST_DESCRIPTION);
    description.setHelperText(getTranslation("offer.help"));
    description.setWidthFull();
    Button cancel = new Button(getTranslation("cancel"), event -> close());
    Button confirm = new Button(getTranslation("offer.confirm"), event -> submit());
    confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    confirm.addClickShortcut(Key.ENTER).listenOn(name);
    confirm.setId("confirm-offer");
    add(new Paragraph(getTranslation("offer.caution")), name, description);
    getFooter().add(cancel, confirm);
  }

  private void submit() {
    if (name.isEmpty() || name.getValue().isBlank()) {
      name.setErrorMessage(getTranslation("offer.nameless"));
      name.setInvalid(true);
      return;
    }
    close();
    offer.accept(new Template(name.getValue(), description.getValue()));
  }
}
