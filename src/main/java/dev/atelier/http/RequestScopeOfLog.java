package dev.atelier.http;

import dev.atelier.LogScope;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Marks the log lines of a request with the session, and the task, that its address names. */
@Provider
public class RequestScopeOfLog implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String SCOPE = RequestScopeOfLog.class.getName();

  @Override
  public void filter(ContainerRequestContext request) {
    var named = request.getUriInfo().getPathParameters();
    String session = named.getFirst("id");
    if (session != null) {
      String task = named.getFirst("task");
      request.setProperty(SCOPE, LogScope.task(session, task == null ? "" : task));
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(SCOPE) instanceof LogScope scope) {
      scope.close();
    }
  }
}
