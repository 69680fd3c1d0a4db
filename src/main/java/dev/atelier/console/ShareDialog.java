package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import dev.atelier.Role;
import dev.atelier.identity.Purpose;
import dev.atelier.identity.Ticket;
import dev.atelier.identity.Tickets;
import dev.atelier.session.Session;
import java.time.Duration;
import java.util.List;

/** Makes links with which others watch or drive a desktop for a while, and takes them back. */
final class ShareDialog extends Dialog {
  private static final long serialVersionUID = 1L;
  private static final List<Integer> HOURS = List.of(1, 4, 8, 24);

  /** What is given for less, to whoever takes control, is no link that somebody made. */
  private static final Duration SHORTEST = Duration.ofMinutes(2);

  private final transient Tickets tickets;
  private final String sessionId;
  private final RadioButtonGroup<Purpose> purpose = new RadioButtonGroup<>();
  private final Select<Integer> hours = new Select<>();
  private final CopyField link;
  private final Div made = new Div();
  private final UnorderedList links = new UnorderedList();
  private final Paragraph none = new Paragraph();

  ShareDialog(Tickets tickets, Session session) {
    this.tickets = tickets;
    this.sessionId = session.id();
    addClassName("share-dialog");
    setHeaderTitle(getTranslation("share.title", session.label()));
    purpose.setId("share-purpose");
    purpose.setLabel(getTranslation("share.what"));
    purpose.setItems(Purpose.EMBED, Purpose.CONTROL);
    purpose.setItemLabelGenerator(each -> getTranslation("share." + each.word()));
    purpose.setValue(Purpose.EMBED);
    hours.setId("share-hours");
    hours.setLabel(getTranslation("share.long"));
    hours.setItems(HOURS);
    hours.setItemLabelGenerator(count -> getTranslation("share.hours", count));
    hours.setValue(1);
    Button make = new Button(getTranslation("share.make"), VaadinIcon.LINK.create(), e -> make());
    make.setId("share-make");
    make.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    link = new CopyField(getTranslation("share.link"), "share-link", "share-copy");
    made.add(new Paragraph(getTranslation("share.once")), link);
    made.getElement().setAttribute("role", "status");
    made.setVisible(false);
    links.setId("share-links");
    none.setText(getTranslation("share.none"));
    none.addClassName("quiet");
    add(purpose, hours, make, made, new H2(getTranslation("share.links")), none, links);
    getFooter().add(new Button(getTranslation("close"), event -> close()));
    showLinks();
  }

  private void make() {
    Purpose wanted = purpose.getValue();
    Tickets.Made ticket =
        tickets.make(
            sessionId,
            wanted,
            Duration.ofHours(hours.getValue()),
            Visitor.caller(Role.OPERATOR, sessionId));
    String address = wanted.address(sessionId, ticket.secret().revealed());
    getUI()
        .orElseThrow()
        .getPage()
        .fetchCurrentURL(
            page -> {
              link.show(page.getProtocol() + "://" + page.getAuthority() + "/" + address);
              made.setVisible(true);
            });
    showLinks();
  }

  private void showLinks() {
    links.removeAll();
    List<Ticket> good =
        tickets.good(sessionId, Visitor.caller(Role.OPERATOR, sessionId)).stream()
            .filter(ticket -> ticket.life().compareTo(SHORTEST) > 0)
            .toList();
    good.forEach(ticket -> links.add(item(ticket)));
    none.setVisible(good.isEmpty());
  }

  private ListItem item(Ticket ticket) {
    Span what = new Span(getTranslation("share." + ticket.purpose().word() + ".short"));
    what.addClassName("heading");
    Div facts = new Div(new Span(getTranslation("share.by", ticket.madeBy())));
    facts.add(new Span(new Span(getTranslation("share.until")), Ago.clock(ticket.expiresAt())));
    ticket.usedAt().ifPresent(at -> facts.add(new Span(getTranslation("share.used"))));
    facts.addClassName("facts");
    Button revoke = new Button(getTranslation("share.revoke"), event -> revoke(ticket));
    revoke.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ERROR);
    revoke.addClassName("revoke");
    revoke.setAriaLabel(getTranslation("share.revoke.of", what.getText(), ticket.madeBy()));
    return new ListItem(new Div(what, facts), revoke);
  }

  /** Whoever watches or drives by it is shown out at once. */
  private void revoke(Ticket ticket) {
    tickets.revoke(sessionId, ticket.id(), Visitor.caller(Role.OPERATOR, sessionId));
    made.setVisible(false);
    showLinks();
  }
}
