/**
 * Looks over the server and its settings and says what is wrong and how to mend it; tries models,
 * and tells versions. Knows what it asks: {@code session}, {@code desktop}, {@code identity},
 * {@code vision} and {@code cost}.
 */
package dev.atelier.doctor;
