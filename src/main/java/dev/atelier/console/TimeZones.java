package dev.atelier.console;

import com.vaadin.flow.component.UI;
import java.time.ZoneId;
import java.util.function.Consumer;

/** In whose days people mean a day. */
final class TimeZones {
  private TimeZones() {}

  /** Asks the browser; that of the server where it names none that is known. */
  static void ofBrowser(UI ui, Consumer<ZoneId> use) {
    ui.getPage()
        .retrieveExtendedClientDetails(details -> use.accept(zone(details.getTimeZoneId())));
  }

  private static ZoneId zone(String named) {
    return named != null && ZoneId.getAvailableZoneIds().contains(named)
        ? ZoneId.of(named)
        : ZoneId.systemDefault();
  }
}
