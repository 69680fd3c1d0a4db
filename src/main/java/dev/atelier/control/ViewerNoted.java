package dev.atelier.control;

/**
 * Something that a viewer of the live view did. Fired within the transaction that puts it on
 * record.
 *
 * @param type as the audit names it: {@code control.viewer_joined}, {@code control.viewer_left}
 */
public record ViewerNoted(String sessionId, String viewer, String type) {}
