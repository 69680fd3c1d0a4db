package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import dev.atelier.BackgroundWork;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Work that takes its time, done while the page can be used. Thread-safe. */
final class Errands {
  private static final Logger LOG = Logger.getLogger(Errands.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final BackgroundWork background;

  Errands(BackgroundWork background) {
    this.background = background;
  }

  /**
   * Does the work, then tells the page of whoever asked, if it is still open.
   *
   * @param failed is given what to say when the work did not succeed
   */
  void run(Component asker, Runnable work, Runnable done, Consumer<String> failed) {
    fetch(
        asker,
        () -> {
          work.run();
          return "";
        },
        nothing -> done.run(),
        failed);
  }

  /** As {@link #run}, for work that has a result. */
  <T> void fetch(Component asker, Supplier<T> work, Consumer<T> done, Consumer<String> failed) {
    UI ui = asker.getUI().orElseThrow();
    background.run(
        () -> {
          try {
            T result = work.get();
            tell(ui, () -> done.accept(result));
          } catch (RuntimeException | Error failure) {
            Mishaps.note(failure, "what a person asked for in the console failed");
            tell(ui, () -> failed.accept(Failures.sentence(failure, ui.getLocale())));
          }
        });
  }

  /**
   * Shows what there is, and looks each second for as long as the component is on its page whether
   * that has changed. A look must be short.
   */
  <T> void watch(Component asker, Supplier<T> look, Consumer<T> changed) {
    UI ui = asker.getUI().orElseThrow();
    AtomicReference<T> known = new AtomicReference<>(look.get());
    changed.accept(known.get());
    Future<?> looking =
        background.every(
            LOOK,
            () -> {
              T now = look.get();
              if (!now.equals(known.getAndSet(now))) {
                background.run(() -> tell(ui, () -> changed.accept(now)));
              }
            });
    asker.addDetachListener(
        event -> {
          event.unregisterListener();
          var unused = looking.cancel(false);
        });
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private static void tell(UI ui, Runnable news) {
    try {
      ui.access(news::run);
    } catch (UIDetachedException closed) {
      LOG.log(Level.FINE, "the page was closed meanwhile", closed);
    }
  }
}
