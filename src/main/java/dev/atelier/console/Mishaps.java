package dev.atelier.console;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SessionInitEvent;
import dev.atelier.desktop.DesktopException;
import dev.atelier.session.DesktopBusy;
import dev.atelier.session.UnknownSession;
import dev.atelier.snapshot.SnapshotKept;
import dev.atelier.snapshot.UnknownSnapshot;
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
    LOG.log(Level.SEVERE, "the console failed at something", event.getThrowable());
    UI ui = UI.getCurrent();
    if (ui != null) {
      show(ui.getTranslation("mishap.short"));
    }
  }

  /** Shows a sentence at the lower edge of the page for as long as it takes to read it. */
  static void show(String sentence) {
    Notification.show(sentence, LONG_ENOUGH_TO_READ_MS, Notification.Position.BOTTOM_CENTER);
  }

  /** What a person is told of a failure: its own words where they were meant for people. */
  static String sentence(RuntimeException failure, Locale locale) {
    if (failure instanceof UnknownSnapshot || failure instanceof UnknownSession) {
      return Texts.text("mishap.gone", locale);
    }
    boolean isForPeople =
        failure instanceof DesktopException
            || failure instanceof DesktopBusy
            || failure instanceof SnapshotKept;
    return isForPeople
        ? Texts.text("failed", locale, failure.getMessage())
        : Texts.text("mishap.short", locale);
  }
}
