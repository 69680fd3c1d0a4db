package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import dev.atelier.session.Session;

/**
 * A small picture of a desktop. The browser fetches it only while it can be seen, and again only
 * when the screen has changed.
 */
@Tag("atelier-thumbnail")
final class Thumbnail extends Component {
  private static final long serialVersionUID = 1L;
  private static final String ADDRESS =
      "/sessions/%s/screenshot?width=480&format=jpeg&quality=75&wake=false";

  void show(Session session, Activity activity) {
    if (activity.awake()) {
      getElement().setAttribute("src", ADDRESS.formatted(session.id()));
      getElement().setAttribute("pace", activity == Activity.WORKING ? "2" : "6");
    } else {
      getElement().removeAttribute("src");
    }
    getElement().setAttribute("alt", getTranslation("tile.picture", session.label()));
  }
}
