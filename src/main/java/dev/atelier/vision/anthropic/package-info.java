/**
 * Anthropic Computer Use: both generations of its tool, through langchain4j, with the parts of the
 * wire that the library loses put back. Knows {@code vision}, {@code vision.wire}, {@code desktop}
 * and {@code json}; nobody knows it.
 */
package dev.atelier.vision.anthropic;
