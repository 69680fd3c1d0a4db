package dev.atelier.single;

import dev.atelier.task.Task;
import dev.atelier.task.TaskStreams;
import dev.atelier.task.Tasks;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers {@code GET /api/task/{task_id}/stream}, in both its forms, ahead of JAX-RS, as the
 * fleet's are. Any other request, also one for an unknown task, passes on.
 */
public class SingleStreamFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Pattern STREAM =
      Pattern.compile("(/api(?:/computer)?/task/([^/]+))/stream/?");

  @Inject private transient TaskStreams streams;
  @Inject private transient Tasks tasks;
  @Inject private transient Desk desk;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String base = request.getContextPath();
    Matcher path = STREAM.matcher(request.getRequestURI().substring(base.length()));
    if (request.getMethod().equals("GET") && path.matches()) {
      Optional<Task> task =
          tasks.find(path.group(2)).filter(found -> desk.isOrWas(request, found.sessionId()));
      if (task.isPresent()) {
        String transcript = base + path.group(1);
        streams.open(
            task.get(),
            (present, step) -> ToldStep.of(present, step, transcript),
            request,
            response);
        return;
      }
    }
    chain.doFilter(request, response);
  }
}
