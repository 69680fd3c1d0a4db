package dev.atelier.console;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;

/**
 * Somebody's own click on “Take control”, carried to the page of the desktop: a link that says so,
 * which anybody can write, does not count as one.
 */
record Taking(String sessionId) {

  /** Goes to the page of a desktop, to drive it. */
  static void begin(UI ui, String sessionId) {
    ComponentUtil.setData(ui, Taking.class, new Taking(sessionId));
    ui.navigate(
        DesktopView.class, sessionId, QueryParameters.of(DesktopView.CONTROL, DesktopView.TAKE));
  }

  /** Whether it was clicked for that desktop; counts once. */
  static boolean isMeant(UI ui, String sessionId) {
    Taking meant = ComponentUtil.getData(ui, Taking.class);
    ComponentUtil.setData(ui, Taking.class, null);
    return meant != null && meant.sessionId().equals(sessionId);
  }
}
