/**
 * What was done, to be seen again: any task as a film strip ({@code Films}), as a page that needs
 * nothing but a browser ({@code FilmPage}), as a video ({@code Videos}). Knows {@code task}, {@code
 * control}, {@code audit}, {@code session}, {@code vision}, {@code desktop} and {@code json}; only
 * {@code console} and {@code http} know it.
 */
package dev.atelier.replay;
