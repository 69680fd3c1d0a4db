/**
 * Desktops saved, made again, brought back and cleared away. Knows {@code session}, {@code desktop}
 * and {@code json}; what it stores goes through its ports.
 */
package dev.atelier.snapshot;
