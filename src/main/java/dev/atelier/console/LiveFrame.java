package dev.atelier.console;

import com.vaadin.flow.component.html.IFrame;
import dev.atelier.session.Session;

/** The live view of a desktop inside a page of the console. */
final class LiveFrame extends IFrame {
  private static final long serialVersionUID = 1L;

  LiveFrame(Session session) {
    super("/live/index.html?session=" + session.id());
    addClassName("live");
    setId("live");
    getElement().setAttribute("allow", "clipboard-read; clipboard-write; fullscreen");
    getElement().setAttribute("title", getTranslation("live.title", session.label()));
  }
}
