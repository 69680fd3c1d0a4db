package dev.atelier.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.IFrame;
import dev.atelier.session.Session;

/** The live view of a desktop inside a page of the console, in the proportions of its screen. */
final class LiveFrame extends Div {
  private static final long serialVersionUID = 1L;

  /**
   * @param watchOnly whether what is typed and clicked there does nothing
   * @param takesControl whether whoever opens it means to drive at once
   */
  LiveFrame(Session session, boolean watchOnly, boolean takesControl) {
    String manner = watchOnly ? "&view_only=1" : takesControl ? "&take=1" : "";
    IFrame frame = new IFrame("/live/index.html?session=" + session.id() + manner);
    frame.setId("live");
    frame.getElement().setAttribute("allow", "clipboard-read; clipboard-write; fullscreen");
    frame.getElement().setAttribute("title", getTranslation("live.title", session.label()));
    double ratio = (double) session.resolution().height() / session.resolution().width();
    frame.getStyle().set("--ratio", Double.toString(ratio));
    addClassName("live");
    add(frame);
  }
}
