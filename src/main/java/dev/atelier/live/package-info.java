/**
 * The live view: a WebSocket that carries RFB between a browser and a desktop, filtered by who may
 * drive. Knows {@code session}, {@code task} and {@code desktop}; nobody knows it.
 */
package dev.atelier.live;
