package dev.atelier.egress;

/** What a desktop reaches cannot be bounded, since nothing bounds it. */
public final class EgressOpen extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EgressOpen(String why) {
    super(why);
  }
}
