package dev.atelier.task;

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
 * Answers {@code GET /sessions/{id}/task/{task_id}/stream} ahead of JAX-RS, whose own event sinks
 * block shared threads when a client stops reading. Any other request, also one for an unknown
 * task, passes on.
 */
public class TaskStreamFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Pattern STREAM = Pattern.compile("/sessions/([^/]+)/task/([^/]+)/stream");

  @Inject private transient TaskStreams streams;
  @Inject private transient TaskRepository tasks;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Matcher path =
        STREAM.matcher(request.getRequestURI().substring(request.getContextPath().length()));
    if (request.getMethod().equals("GET") && path.matches()) {
      Optional<Task> task =
          tasks.find(path.group(2)).filter(found -> found.sessionId().equals(path.group(1)));
      if (task.isPresent()) {
        streams.open(task.get(), StepView::of, request, response);
        return;
      }
    }
    chain.doFilter(request, response);
  }
}
