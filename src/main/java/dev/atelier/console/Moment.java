package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.time.Instant;

/** A day and a time of day, as the browser spells them in its time zone. */
@Tag("atelier-moment")
final class Moment extends Component {
  private static final long serialVersionUID = 1L;

  Moment(Instant time) {
    getElement().setAttribute("datetime", time.toString());
  }

  /** To the second. */
  static Moment exact(Instant time) {
    Moment moment = new Moment(time);
    moment.getElement().setAttribute("exact", true);
    return moment;
  }
}
