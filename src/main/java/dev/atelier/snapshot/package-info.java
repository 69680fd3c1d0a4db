/**
 * Desktops saved, made again, brought back and cleared away. Knows {@code session}, {@code
 * control}, {@code task}, {@code desktop} and {@code json}; what it stores goes through its ports.
 */
package dev.atelier.snapshot;
