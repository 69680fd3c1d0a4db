/**
 * The append-only, hash-chained record of what was done on each desktop. Watches {@code session},
 * {@code task}, {@code cost}, {@code control}, {@code webhook}; nobody knows it.
 */
package dev.atelier.audit;
