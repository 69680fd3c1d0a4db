package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.time.Instant;

/** A time such as “2 min ago”, kept up to date by the browser. */
@Tag("atelier-ago")
final class Ago extends Component {
  private static final long serialVersionUID = 1L;

  Ago(Instant time) {
    show(time);
  }

  void show(Instant time) {
    getElement().setAttribute("datetime", time.toString());
  }
}
