package dev.atelier.vision.recipe;

import dev.atelier.desktop.Region;

/**
 * A phrase found on the screen.
 *
 * @param text as it stands there
 * @param likeness how well it fits
 * @param alone whether nothing else is on its line
 */
record Match(String text, Region place, Likeness likeness, boolean alone) {

  /** How well words on the screen fit a phrase, the best first. */
  enum Likeness {
    EXACT,
    EXCEPT_CASE,
    EXCEPT_SIGNS,
    EXCEPT_SPACES,
    NEARLY,
    PART_OF_A_WORD
  }
}
