/**
 * Debian packages on desktops, and desktops brought up to a newer base. Knows {@code snapshot},
 * {@code session}, {@code control}, {@code desktop} and {@code json}.
 */
package dev.atelier.software;
