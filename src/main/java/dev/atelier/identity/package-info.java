/** Who is calling: tokens and the console's login. Knows nobody; {@code console} knows it. */
package dev.atelier.identity;
