package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.time.Instant;

/** A time such as “2 min ago”, kept up to date by the browser, or one of the clock. */
@Tag("atelier-ago")
final class Ago extends Component {
  private static final long serialVersionUID = 1L;

  Ago(Instant time) {
    show(time);
  }

  /** The time of day instead of how long it is ago. */
  static Ago clock(Instant time) {
    Ago ago = new Ago(time);
    ago.getElement().setAttribute("clock", true);
    return ago;
  }

  void show(Instant time) {
    getElement().setAttribute("datetime", time.toString());
  }
}
