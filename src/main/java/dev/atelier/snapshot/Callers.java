package dev.atelier.snapshot;

import jakarta.ws.rs.core.SecurityContext;

/** What a caller is called on record. */
final class Callers {
  private Callers() {}

  static String name(SecurityContext security) {
    return security.getUserPrincipal() == null ? "anyone" : security.getUserPrincipal().getName();
  }
}
