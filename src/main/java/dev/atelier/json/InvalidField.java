package dev.atelier.json;

/** A field of a request is missing, unknown or out of range; {@link #field()} names it. */
public final class InvalidField extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String field;
  private final String reason;

  public InvalidField(String field, String reason) {
    super(field + " " + reason);
    this.field = field;
    this.reason = reason;
  }

  public String field() {
    return field;
  }

  /** What is wrong with it, as it follows its name in a sentence. */
  public String reason() {
    return reason;
  }
}
