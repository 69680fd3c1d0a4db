/**
 * Desktops without an engine: the desktop image's own session as child processes, in a sandbox
 * where one can be had, reached over a Unix socket. Knows {@code desktop} only, and nobody knows
 * it.
 */
package dev.atelier.desktop.local;
