package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.shared.Registration;
import dev.atelier.BackgroundWork;
import dev.atelier.control.DriverChanged;
import dev.atelier.cost.CallBooked;
import dev.atelier.cost.CapChanged;
import dev.atelier.identity.AccessNoted;
import dev.atelier.schedule.RunNoted;
import dev.atelier.schedule.ScheduleChanged;
import dev.atelier.session.SessionChanged;
import dev.atelier.snapshot.SnapshotChanged;
import dev.atelier.task.StepTaken;
import dev.atelier.task.TaskChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells open views what happens elsewhere, in order, on a thread of its own: whoever causes the
 * news never waits for a browser. Thread-safe.
 */
@ApplicationScoped
public class Newsroom {
  private static final Logger LOG = Logger.getLogger(Newsroom.class.getName());

  private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
  private final Queue<Item> untold = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final BackgroundWork background;

  /** Something that happened to a desktop, or to none and so to all. */
  private record Item(Optional<String> sessionId, Consumer<News> telling) {

    /** Tells whoever may hear of that desktop at this moment; leads out who has been logged out. */
    void tell(UI ui, News news) {
      if (Visitor.loggedIn().isEmpty()) {
        ui.getPage().setLocation("/console/login");
      } else if (sessionId.isEmpty() || Visitor.sees(sessionId.get())) {
        telling.accept(news);
      }
    }
  }

  /** A view that is open in a browser. Two of the same view are two readers. */
  private static final class Reader {
    private final UI ui;
    private final News news;

    Reader(UI ui, News news) {
      this.ui = ui;
      this.news = news;
    }

    /** What fails in a view goes to its own error handler. */
    @SuppressWarnings("FutureReturnValueIgnored")
    boolean tell(Item item) {
      try {
        ui.access(() -> item.tell(ui, news));
        return true;
      } catch (UIDetachedException closed) {
        return false;
      } catch (RuntimeException broken) {
        // One browser's trouble must not end everybody's news.
        LOG.log(Level.WARNING, "a console could not be told the news", broken);
        return false;
      }
    }
  }

  @Inject
  Newsroom(BackgroundWork background) {
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected Newsroom() {
    background = null;
  }

  /**
   * Tells {@code news} of everything for as long as {@code view} is shown. Call when it attaches.
   */
  void follow(Component view, News news) {
    Reader reader = new Reader(view.getUI().orElseThrow(), news);
    readers.add(reader);
    Registration[] detach = new Registration[1];
    detach[0] =
        view.addDetachListener(
            event -> {
              readers.remove(reader);
              detach[0].remove();
            });
  }

  /** How many views are told. */
  int readers() {
    return readers.size();
  }

  void sessionChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionChanged change) {
    publish(change.session().id(), news -> news.sessionChanged(change));
  }

  void taskChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) TaskChanged change) {
    publish(change.task().sessionId(), news -> news.taskChanged(change));
  }

  void stepTaken(@Observes(during = TransactionPhase.AFTER_SUCCESS) StepTaken taken) {
    publish(taken.task().sessionId(), news -> news.stepTaken(taken));
  }

  void driverChanged(@Observes DriverChanged change) {
    publish(change.sessionId(), news -> news.driverChanged(change.sessionId()));
  }

  void snapshotChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) SnapshotChanged change) {
    publish(change.snapshot().sessionId(), news -> news.snapshotChanged(change));
  }

  void callBooked(@Observes(during = TransactionPhase.AFTER_SUCCESS) CallBooked booked) {
    publish(booked.call().sessionId(), News::moneyChanged);
  }

  void capChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) CapChanged change) {
    publish(new Item(Optional.empty(), News::moneyChanged));
  }

  void scheduleChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) ScheduleChanged change) {
    publish(new Item(Optional.empty(), News::schedulesChanged));
  }

  void runNoted(@Observes(during = TransactionPhase.AFTER_SUCCESS) RunNoted noted) {
    publish(new Item(Optional.empty(), News::schedulesChanged));
  }

  void accessNoted(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccessNoted noted) {
    if (noted.type().startsWith("auth.user_") || noted.type().startsWith("auth.token_")) {
      publish(new Item(Optional.empty(), News::accessChanged));
    }
  }

  private void publish(String sessionId, Consumer<News> telling) {
    publish(new Item(Optional.of(sessionId), telling));
  }

  private void publish(Item item) {
    if (readers.isEmpty()) {
      return;
    }
    untold.add(item);
    if (waiting.getAndIncrement() == 0) {
      background.run(this::tellAll);
    }
  }

  private void tellAll() {
    do {
      Item item = untold.poll();
      if (item != null) {
        readers.removeIf(reader -> !reader.tell(item));
      }
    } while (waiting.decrementAndGet() > 0);
  }
}
