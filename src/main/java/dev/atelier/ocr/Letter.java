package dev.atelier.ocr;

/**
 * A character of a line.
 *
 * @param x about where its middle is, in pixels of the picture
 */
record Letter(String character, double x, double confidence) {
  static Letter spaceAt(double x) {
    return new Letter(" ", x, 1);
  }

  /** A letter, a digit, or the dash that stands between words. */
  boolean isOfAWord() {
    return character.equals("—") || character.codePoints().allMatch(Character::isLetterOrDigit);
  }

  boolean isSpace() {
    return character.isBlank();
  }
}
