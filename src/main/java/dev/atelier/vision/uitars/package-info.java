/**
 * UI-TARS-1.5 on any OpenAI-compatible server: its own text grammar over Chat Completions. Knows
 * {@code vision}, {@code vision.wire} and {@code desktop} only.
 */
package dev.atelier.vision.uitars;
