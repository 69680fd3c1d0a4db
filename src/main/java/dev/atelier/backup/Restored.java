package dev.atelier.backup;

import java.time.Instant;

/** A backup that was brought back. */
public record Restored(RestoreWish wish, Instant at) {}
