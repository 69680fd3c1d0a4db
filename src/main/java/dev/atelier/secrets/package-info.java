/**
 * Secrets that models use and never see: the vault, and how one is typed into a field and covered
 * in every picture. Knows {@code session}, {@code task}, {@code vision}, {@code desktop}, {@code
 * ocr} and {@code json}.
 */
package dev.atelier.secrets;
