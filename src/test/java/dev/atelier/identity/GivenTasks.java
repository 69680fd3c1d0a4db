package dev.atelier.identity;

import dev.atelier.HandSetClock;
import java.util.Optional;

/** Counts tasks for other rooms' tests: so many an hour. */
public record GivenTasks(int anHour) {
  public TaskGivers givers() {
    return new TaskGivers(
        new TaskRateLimit(Optional.of(anHour + "/hour"), Optional.empty(), new HandSetClock()),
        new ClientAddress(Optional.empty()),
        new BearerTokens(null, null, null));
  }
}
