package dev.atelier.console;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SessionInitEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Says in plain words what Vaadin would say in its own when something unforeseen happens. */
@ApplicationScoped
public class Mishaps {
  private static final Logger LOG = Logger.getLogger(Mishaps.class.getName());
  private static final int LONG_ENOUGH_TO_READ_MS = 8000;

  void begin(@Observes ServiceInitEvent event) {
    event
        .getSource()
        .setSystemMessagesProvider(
            info -> {
              Locale locale = info.getLocale();
              CustomizedSystemMessages messages = new CustomizedSystemMessages();
              messages.setSessionExpiredNotificationEnabled(false);
              messages.setInternalErrorCaption(Texts.text("mishap.title", locale));
              messages.setInternalErrorMessage(Texts.text("mishap.next", locale));
              return messages;
            });
  }

  void begin(@Observes SessionInitEvent event) {
    event.getSession().setErrorHandler(Mishaps::tell);
  }

  private static void tell(ErrorEvent event) {
    Throwable failure = event.getThrowable();
    note(failure, "the console failed at something");
    UI ui = UI.getCurrent();
    if (ui != null) {
      show(Failures.sentence(failure, ui.getLocale()));
    }
  }

  /** What nobody foresaw is somebody's work. */
  static void note(Throwable failure, String what) {
    LOG.log(Failures.areForeseen(failure.getClass()) ? Level.INFO : Level.SEVERE, what, failure);
  }

  /** Shows a sentence at the lower edge of the page for as long as it takes to read it. */
  static void show(String sentence) {
    Notification.show(sentence, LONG_ENOUGH_TO_READ_MS, Notification.Position.BOTTOM_CENTER);
  }
}
