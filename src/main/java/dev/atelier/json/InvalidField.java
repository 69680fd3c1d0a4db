package dev.atelier.json;

/** A field of a request is missing, unknown or out of range; {@link #field()} names it. */
public final class InvalidField extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String field;

  public InvalidField(String field, String reason) {
    super(field + " " + reason);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
