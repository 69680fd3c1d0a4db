/** Words and where they are on the screen. Knows {@code desktop} for its pictures, nobody else. */
package dev.atelier.ocr;
