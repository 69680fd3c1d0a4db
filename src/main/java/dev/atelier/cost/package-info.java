/**
 * What work costs, and what it may cost. Watches {@code task}; {@code audit}, {@code http}, {@code
 * console}, {@code panel} and {@code single} know it.
 */
package dev.atelier.cost;
