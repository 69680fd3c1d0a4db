/**
 * Desktops as containers of an engine, through docker-java: their making and ending, and the stream
 * to their VNC server, which is an exec of {@code socat}. Knows {@code desktop} only, and nobody
 * knows it.
 */
package dev.atelier.desktop.docker;
