package dev.atelier.identity;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns away who gives too many tasks, by token, else by address. Comes after {@link CallerFilter},
 * so that who may not call at all uses up nobody's share.
 */
public class TaskRateFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Pattern TASK =
      Pattern.compile("/+(sessions/+[^/]+|api|api/+computer)/+task/*");

  @Inject private transient TaskRateLimit limit;
  @Inject private transient ClientAddress addresses;
  @Inject private transient BearerTokens tokens;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Duration> refusal =
        givesATask(request) ? limit.refusal(caller(request)) : Optional.empty();
    if (refusal.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    long seconds = Math.max(1, (refusal.get().toMillis() + 999) / 1000);
    response.setHeader("Retry-After", Long.toString(seconds));
    Refusal.write(
        response,
        429,
        "too many tasks: %s are allowed (ATELIER_TASK_RATE_LIMIT); try again in %d s"
            .formatted(limit.words(), seconds));
  }

  private static boolean givesATask(HttpServletRequest request) {
    // Decoded and without parameters, as the resource will see it.
    String path = request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
    return request.getMethod().equals("POST") && TASK.matcher(path).matches();
  }

  private String caller(HttpServletRequest request) {
    return tokens
        .caller(request.getHeader("Authorization"))
        .map(caller -> "token " + caller.name())
        .orElseGet(() -> "address " + addresses.of(request));
  }
}
