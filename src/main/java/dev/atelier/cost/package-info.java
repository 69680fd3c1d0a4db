/**
 * What work costs, and what it may cost. Watches {@code task}; {@code audit}, {@code http}, {@code
 * console} and {@code panel} know it.
 */
package dev.atelier.cost;
