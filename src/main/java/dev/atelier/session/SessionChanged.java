package dev.atelier.session;

/**
 * Something about a session changed. Fired within the transaction that stores it.
 *
 * @param type as the audit names it, such as {@code session.created}
 * @param actor who caused it
 */
public record SessionChanged(Session session, String type, String actor) {}
