package dev.atelier.desktop;

/** An action cannot be carried out as written; {@link #field()} names what to change. */
public final class InvalidAction extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String field;

  public InvalidAction(String field, String reason) {
    super(field + " " + reason);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
