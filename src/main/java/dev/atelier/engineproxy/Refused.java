package dev.atelier.engineproxy;

/** A request is not let through. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  Refused(String why) {
    this(403, why);
  }

  Refused(int status, String why) {
    super(why);
    this.status = status;
  }

  static Refused malformed(String why) {
    return new Refused(400, why);
  }

  int status() {
    return status;
  }
}
