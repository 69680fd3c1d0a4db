package dev.atelier.software;

import java.util.List;

/**
 * Software of a desktop is about to change, or has changed.
 *
 * @param type as the audit names it, such as {@code session.packages_installed}
 * @param packages their names
 * @param actor who caused it
 */
public record SoftwareChanged(String sessionId, String type, List<String> packages, String actor) {}
