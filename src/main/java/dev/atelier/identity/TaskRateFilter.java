package dev.atelier.identity;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns away who gives too many tasks, by token, else by address. Comes after {@link CallerFilter},
 * so that who may not call at all uses up nobody's share.
 */
public class TaskRateFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Pattern TASK =
      Pattern.compile(
          "/+(?:(?:sessions/+[^/]+|api|api/+computer)/+task|tasks|(?:recipes|schedules)/+[^/]+/+run)/*");

  @Inject private transient TaskGivers givers;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      if (givesATask(request)) {
        givers.count(givers.of(request));
      }
    } catch (TooManyTasks refused) {
      response.setHeader("Retry-After", Long.toString(refused.retryAfterSeconds()));
      Refusal.write(response, 429, refused.getMessage());
      return;
    }
    chain.doFilter(request, response);
  }

  private static boolean givesATask(HttpServletRequest request) {
    // Decoded and without parameters, as the resource will see it.
    String path = request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
    return request.getMethod().equals("POST") && TASK.matcher(path).matches();
  }
}
