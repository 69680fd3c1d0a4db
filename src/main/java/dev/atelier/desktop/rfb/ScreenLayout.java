package dev.atelier.desktop.rfb;

/**
 * What must be kept of the first screen when the size is changed (section “ExtendedDesktopSize
 * Pseudo-encoding”); we use one screen, as large as the framebuffer.
 */
record ScreenLayout(int id, int flags) {}
