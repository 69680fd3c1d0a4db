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
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_DESCRIPTION = 500;

  private final TextField name;
  private final TextArea description;
  private final transient Consumer<Template> offer;

  OfferDialog(String proposal, Consumer<Template> offer) {
    this.offer = offer;
    setHeaderTitle(getTranslation("offer.title"));
    name = new TextField(getTranslation("new.name"));
    name.setId("template-name");
    name.setMaxLength(LONGEST_NAME);
    name.setValue(proposal.substring(0, Math.min(proposal.length(), LONGEST_NAME)));
    name.setAutofocus(true);
    name.setAutoselect(true);
    name.setWidthFull();
    description = new TextArea(getTranslation("offer.description"));
    description.setId("template-description");
    description.setMaxLength(LONGEST_DESCRIPTION);
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
    offer.accept(new Template(name.getValue().strip(), description.getValue().strip()));
  }
}
