package dev.atelier.desktop;

/** An action names a verb that the protocol does not have. */
public final class UnknownVerb extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownVerb(String verb) {
    super("“" + verb + "” is not a verb; the verbs are " + String.join(", ", ActionReader.verbs()));
  }

  /** The same, with its place in the request, such as {@code actions[3]}. */
  public UnknownVerb(String place, UnknownVerb verb) {
    super(place + ": " + verb.getMessage(), verb);
  }
}
