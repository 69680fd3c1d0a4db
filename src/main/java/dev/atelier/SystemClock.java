package dev.atelier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The one source of time: UTC in whole milliseconds, as it is stored. */
@ApplicationScoped
public class SystemClock {
  @Produces
  Clock clock() {
    return Clock.tickMillis(java.time.ZoneOffset.UTC);
  }
}
