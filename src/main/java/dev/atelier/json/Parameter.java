package dev.atelier.json;

/** Reads a parameter of an address with an error that names it; JAX-RS itself would answer 404. */
public final class Parameter {
  private Parameter() {}

  /**
   * A whole number.
   *
   * @param text as it was sent; null when it was not
   * @param otherwise the value where none was sent
   */
  public static int whole(String name, String text, int least, int most, int otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notWhole) {
      throw outOfRange(name, least, most);
    }
    throw outOfRange(name, least, most);
  }

  /** PostgreSQL keeps no NUL, and half a surrogate pair is not a character. */
  public static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(
            point ->
                point == 0
                    || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
  }

  private static InvalidField outOfRange(String name, int least, int most) {
    return new InvalidField(name, "must be a whole number from " + least + " to " + most);
  }
}
