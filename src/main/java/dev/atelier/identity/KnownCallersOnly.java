package dev.atelier.identity;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * Turns away whatever reaches a resource past {@link CallerFilter}: the servlet container and
 * JAX-RS do not agree about every address, such as one with a slash at its end.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class KnownCallersOnly implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    boolean known = request.getSecurityContext().getUserPrincipal() != null;
    if (!known && !CallerFilter.OPEN.contains(request.getUriInfo().getPath())) {
      request.abortWith(
          Response.status(Response.Status.UNAUTHORIZED)
              .header("WWW-Authenticate", "Bearer")
              .type(Refusal.PROBLEM)
              .entity(CallerFilter.unknownCaller())
              .build());
    }
  }
}
