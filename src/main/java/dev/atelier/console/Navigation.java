package dev.atelier.console;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.RouterLink;
import java.util.Arrays;

/** The menu of pages; on a phone behind a button. */
final class Navigation extends Nav implements AfterNavigationObserver {
  private static final long serialVersionUID = 1L;
  private static final String CURRENT = "aria-current";

  private final UnorderedList pages = new UnorderedList();
  private final Button opener;
  private boolean open;

  Navigation() {
    addClassName("navigation");
    getElement().setAttribute("aria-label", getTranslation("nav.title"));
    pages.setId("pages");
    opener = new Button(getTranslation("nav.menu"), VaadinIcon.MENU.create(), event -> show(!open));
    opener.setId("menu");
    opener.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    opener.getElement().setAttribute("aria-controls", "pages");
    Arrays.stream(NavEntry.values())
        .filter(entry -> Visitor.may(entry.needed()))
        .forEach(entry -> pages.add(new ListItem(link(entry))));
    add(opener, pages);
    Shortcuts.addShortcutListener(this, this::leave, Key.ESCAPE).listenOn(this);
    show(false);
  }

  private static RouterLink link(NavEntry entry) {
    RouterLink link = new RouterLink("", entry.view());
    link.setId(entry.id());
    link.add(entry.icon().create(), new Span(link.getTranslation(entry.titleKey())));
    String own = link.getHref();
    link.setHighlightCondition(
        (same, event) ->
            event.getLocation().getPath().equals(own)
                || entry.leadsTo(event.getLocation().getFirstSegment()));
    link.setHighlightAction(Navigation::mark);
    return link;
  }

  private static void mark(RouterLink link, boolean here) {
    if (here) {
      link.getElement().setAttribute(CURRENT, "page");
    } else {
      link.getElement().removeAttribute(CURRENT);
    }
  }

  private void show(boolean wanted) {
    open = wanted;
    setClassName("open", open);
    opener.getElement().setAttribute("aria-expanded", Boolean.toString(open));
  }

  private void leave() {
    if (open) {
      show(false);
      opener.focus();
    }
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    show(false);
  }
}
