package dev.atelier.ocr;

import dev.atelier.desktop.Region;

/**
 * A word on the screen and where it is.
 *
 * @param line number of the line of text it belongs to, from the top; words of one line are in
 *     reading order
 * @param confidence 0 to 1
 */
public record Word(String text, Region place, int line, double confidence) {}
