/**
 * What the panel of each desktop says: what was spent today and may be, and who drives. May know
 * {@code session}, {@code task}, {@code control} and {@code cost}; nobody knows it.
 */
package dev.atelier.panel;
