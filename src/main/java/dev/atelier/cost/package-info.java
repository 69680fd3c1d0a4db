/**
 * What work costs, and what it may cost. Watches {@code task}; nobody but {@code http} knows it.
 */
package dev.atelier.cost;
