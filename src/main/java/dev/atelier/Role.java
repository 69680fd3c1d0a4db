package dev.atelier;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do; each role may all that those before it may. */
public enum Role {
  VIEWER,
  OPERATOR,
  ADMIN;

  /** To watch and to read. */
  public static final String MAY_VIEW = "viewer";

  /** Also to act, to give tasks and to save desktops. */
  public static final String MAY_OPERATE = "operator";

  /** Also to decide who may what, and to remove for good. */
  public static final String MAY_ADMINISTER = "admin";

  /** As it is written in requests, tokens and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that word; empty where there is none. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /** The lower of two. */
  public Role atMost(Role other) {
    return includes(other) ? other : this;
  }
}
