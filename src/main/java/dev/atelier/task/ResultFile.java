package dev.atelier.task;

import java.time.Instant;

/**
 * A file of the home that came or changed while a task was at work.
 *
 * @param path below the home
 */
public record ResultFile(String path, long sizeBytes, Instant changedAt) {}
