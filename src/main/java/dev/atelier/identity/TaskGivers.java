package dev.atelier.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/** Who gives tasks, by token, else by address, and whether they may give one more. Thread-safe. */
@ApplicationScoped
public class TaskGivers {
  private final TaskRateLimit limit;
  private final ClientAddress addresses;
  private final BearerTokens tokens;

  @Inject
  TaskGivers(TaskRateLimit limit, ClientAddress addresses, BearerTokens tokens) {
    this.limit = limit;
    this.addresses = addresses;
    this.tokens = tokens;
  }

  /** For CDI's proxy only. */
  protected TaskGivers() {
    this(null, null, null);
  }

  /** By what name the tasks of whoever sent a request are counted. */
  public String of(HttpServletRequest request) {
    return tokens
        .caller(request.getHeader("Authorization"))
        .map(caller -> "token " + caller.name())
        .orElseGet(() -> "address " + addresses.of(request));
  }

  /**
   * Counts one more task.
   *
   * @throws TooManyTasks when it is one too many, which then does not count
   */
  public void count(String giver) {
    limit
        .refusal(giver)
        .ifPresent(
            wait -> {
              throw new TooManyTasks(limit.words(), wait);
            });
  }
}
