package dev.atelier;

/**
 * Somebody may do less from now on: whatever keeps something open for callers asks {@link Standing}
 * again. Fired within the transaction that stores it.
 */
public record RightsEnded() {}
