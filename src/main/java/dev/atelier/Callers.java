package dev.atelier;

import java.security.Principal;

/** What a caller is called on record. */
public final class Callers {
  private Callers() {}

  /** By the principal of a request, which is null where nobody has to say who they are. */
  public static String name(Principal principal) {
    return principal == null ? "anyone" : principal.getName();
  }
}
