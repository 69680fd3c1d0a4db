package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import dev.atelier.BackgroundWork;
import dev.atelier.audit.AuditEntry;
import dev.atelier.audit.AuditFilter;
import dev.atelier.audit.AuditWritten;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Counts for each open page of the record what was written down since, and tells it the number; a
 * page that has not been told yet is told once. Thread-safe.
 */
@ApplicationScoped
public class AuditNews {
  private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
  private final BackgroundWork background;

  /** An open page, with what it wants to hear of. */
  static final class Reader {
    private final UI ui;
    private final IntConsumer show;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean telling = new AtomicBoolean();
    private volatile AuditFilter filter;

    Reader(UI ui, AuditFilter filter, IntConsumer show) {
      this.ui = ui;
      this.filter = filter;
      this.show = show;
    }

    /** From now on it is this that is counted, from nothing. */
    void count(AuditFilter wanted) {
      filter = wanted;
      count.set(0);
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    void tell() {
      try {
        ui.access(
            () -> {
              telling.set(false);
              show.accept(count.get());
            });
      } catch (UIDetachedException closed) {
        telling.set(false);
      }
    }
  }

  @Inject
  AuditNews(BackgroundWork background) {
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected AuditNews() {
    this(null);
  }

  /** Counts for as long as {@code view} is shown. Call when it attaches. */
  Reader follow(Component view, AuditFilter filter, IntConsumer show) {
    Reader reader = new Reader(view.getUI().orElseThrow(), filter, show);
    readers.add(reader);
    view.addDetachListener(
        event -> {
          readers.remove(reader);
          event.unregisterListener();
        });
    return reader;
  }

  void written(@Observes(during = TransactionPhase.AFTER_SUCCESS) AuditWritten event) {
    readers.forEach(reader -> heard(reader, event.entry()));
  }

  private void heard(Reader reader, AuditEntry entry) {
    if (reader.filter.fits(entry)) {
      reader.count.incrementAndGet();
      if (reader.telling.compareAndSet(false, true)) {
        background.run(reader::tell);
      }
    }
  }
}
