/**
 * Servers that find on a picture what is described in words, for those who cannot see. Knows {@code
 * vision}, {@code vision.wire}, {@code desktop} and {@code json} only.
 */
package dev.atelier.vision.grounding;
