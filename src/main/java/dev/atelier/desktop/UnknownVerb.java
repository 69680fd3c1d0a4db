package dev.atelier.desktop;

/** An action names a verb that the protocol does not have. */
public final class UnknownVerb extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownVerb(String verb) {
    super("“" + verb + "” is not a verb; the verbs are " + String.join(", ", ActionReader.verbs()));
  }
}
