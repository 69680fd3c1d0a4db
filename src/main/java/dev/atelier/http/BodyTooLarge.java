package dev.atelier.http;

import java.io.IOException;

/** A request's body is larger than this server takes. */
public final class BodyTooLarge extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooLarge(long most) {
    super("the body is larger than " + most + " bytes");
  }
}
