/**
 * The brain that needs no key: follows steps written in plain English and finds its way by the
 * words on the screen. Knows {@code vision}, {@code desktop} and {@code ocr}. Read {@code
 * RecipeStep} first, then {@code StepRules}, the grammar.
 */
package dev.atelier.vision.recipe;
