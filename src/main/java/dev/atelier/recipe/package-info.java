/**
 * The library of recipes: named goals with blanks, kept, shared, run, carried as files, and made
 * from what a task did. Knows {@code task}, {@code vision}, {@code session}, {@code desktop} and
 * {@code json}; {@code audit} watches it. How written steps are followed is {@code vision.recipe}.
 */
package dev.atelier.recipe;
