package dev.atelier.backup;

/**
 * What a copy of the database holds.
 *
 * @param schemaVersion the number of its last migration
 * @param desktops how many there are that were not deleted
 */
public record Contents(String schemaVersion, long desktops, long tasks, long auditEntries) {}
