package dev.atelier.backup;

/** What is on record that a backup does not know. */
public record LossSince(long tasks, long auditEntries) {}
