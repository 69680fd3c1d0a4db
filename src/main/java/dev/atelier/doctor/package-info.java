/**
 * Looks over the server and its settings and says what is wrong and how to mend it. Knows what it
 * asks: {@code session}, {@code desktop} and {@code identity}.
 */
package dev.atelier.doctor;
