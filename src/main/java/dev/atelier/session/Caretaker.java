package dev.atelier.session;

import dev.atelier.BackgroundWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Looks after all desktops again and again, for as long as the server runs. */
@ApplicationScoped
public class Caretaker {
  private static final Duration LOOK_FOR_ENDS = Duration.ofSeconds(5);

  private static final Duration LOOK_FOR_NEW = Duration.ofSeconds(20);

  private final IdleDesktops idle;
  private final Lifetimes lifetimes;
  private final HomeSizes homes;
  private final MemoryShortages shortages;
  private final BackgroundWork background;

  @Inject
  Caretaker(
      IdleDesktops idle,
      Lifetimes lifetimes,
      HomeSizes homes,
      MemoryShortages shortages,
      BackgroundWork background) {
    this.idle = idle;
    this.lifetimes = lifetimes;
    this.homes = homes;
    this.shortages = shortages;
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected Caretaker() {
    this(null, null, null, null, null);
  }

  /** Begins, once the desktops on record are being looked for. */
  public void begin() {
    again(idle.period(), idle::look);
    again(LOOK_FOR_ENDS, lifetimes::look);
    again(LOOK_FOR_NEW, homes::look);
    again(LOOK_FOR_NEW, shortages::look);
  }

  /** On a thread of its own, and never twice at a time. */
  private void again(Duration period, Runnable look) {
    background.later(
        period,
        () ->
            background.run(
                () -> {
                  try {
                    look.run();
                  } finally {
                    again(period, look);
                  }
                }));
  }
}
