package dev.atelier.control;

/**
 * The right to drive one desktop until it is given back.
 *
 * @param epoch rises with each change of holder; what carries an older one is refused
 */
public record Lease(String id, String sessionId, Holder holder, long epoch) {}
