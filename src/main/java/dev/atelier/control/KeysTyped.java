package dev.atelier.control;

/**
 * A person is about to type into a desktop from elsewhere. Who observes it and throws prevents it.
 *
 * @param characters how many; what they are stays unsaid
 */
public record KeysTyped(String sessionId, String actor, long epoch, int characters) {}
