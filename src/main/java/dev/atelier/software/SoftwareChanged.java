package dev.atelier.software;

import java.util.List;
import java.util.Optional;

/**
 * Software of a desktop is about to change, has changed, or could not be changed.
 *
 * @param type as the audit names it, such as {@code session.packages_installed}
 * @param packages their names
 * @param actor who caused it
 * @param problem why it could not be changed
 */
public record SoftwareChanged(
    String sessionId, String type, List<String> packages, String actor, Optional<String> problem) {}
