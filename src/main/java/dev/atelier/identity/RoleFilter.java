package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Role;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets a request in only where its caller has the role that the resource declares; a resource that
 * declares none lets nobody in. It also turns away whatever came past {@link CallerFilter}: the
 * servlet container and JAX-RS do not agree about every address. Comes before the container's own
 * filter for the same annotations, which tells nobody what they lack.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class RoleFilter implements ContainerRequestFilter {
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    Method method = resource.getResourceMethod();
    if (method == null || isOpenToAll(method)) {
      return;
    }
    Principal principal = request.getSecurityContext().getUserPrincipal();
    if (principal == null) {
      request.abortWith(refusal(401, CallerFilter.unknownCaller()));
      return;
    }
    Caller caller = Caller.of(principal);
    String session = request.getUriInfo().getPathParameters().getFirst("id");
    boolean isDesktop = request.getUriInfo().getPath().startsWith("sessions/");
    Optional<Role> needed = needed(method);
    if (isDesktop && session != null && !caller.sees(session)) {
      request.abortWith(refusal(404, Refusal.json(404, CallerFilter.notThere(session))));
    } else if (!isDesktop && needed.equals(Optional.of(Role.ADMIN)) && !caller.seesAll()) {
      request.abortWith(
          refusal(403, Refusal.json(403, "this is about every desktop; yours are named")));
    } else if (needed.isEmpty() || !caller.may(needed.get())) {
      request.abortWith(refusal(403, Refusal.json(403, words(caller, needed))));
    }
  }

  private static String words(Caller caller, Optional<Role> needed) {
    return "this needs the role %s; yours is %s"
        .formatted(needed.map(Role::word).orElse("of nobody"), caller.role().word());
  }

  private static Response refusal(int status, String body) {
    Response.ResponseBuilder answer = Response.status(status).type(Refusal.PROBLEM).entity(body);
    return status == 401 ? answer.header("WWW-Authenticate", "Bearer").build() : answer.build();
  }

  /** Whether nobody has to say who they are. */
  public static boolean isOpenToAll(Method method) {
    return method.isAnnotationPresent(PermitAll.class)
        || (!method.isAnnotationPresent(RolesAllowed.class)
            && method.getDeclaringClass().isAnnotationPresent(PermitAll.class));
  }

  /** The role that a resource's method declares, itself or for its whole class. */
  public static Optional<Role> needed(Method method) {
    return Stream.<AnnotatedElement>of(method, method.getDeclaringClass())
        .filter(element -> element.isAnnotationPresent(RolesAllowed.class))
        .findFirst()
        .flatMap(element -> Role.of(element.getAnnotation(RolesAllowed.class).value()[0]));
  }
}
