/** Server-sent events over non-blocking output: a slow reader delays nobody. Knows nobody. */
package dev.atelier.stream;
