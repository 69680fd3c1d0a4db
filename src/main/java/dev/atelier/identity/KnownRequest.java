package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Optional;

/** A request whose caller is known. */
final class KnownRequest extends HttpServletRequestWrapper {
  private final Caller caller;

  KnownRequest(HttpServletRequest request, Caller caller) {
    super(request);
    this.caller = caller;
  }

  /** Who a request is of, where a filter before has found that out. */
  static Optional<Caller> callerOf(HttpServletRequest request) {
    return request.getUserPrincipal() instanceof Caller known
        ? Optional.of(known)
        : Optional.empty();
  }

  @Override
  public Principal getUserPrincipal() {
    return caller;
  }

  @Override
  public String getRemoteUser() {
    return caller.name();
  }

  @Override
  public boolean isUserInRole(String role) {
    return Role.of(role).filter(caller::may).isPresent();
  }
}
