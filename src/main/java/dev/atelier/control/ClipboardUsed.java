package dev.atelier.control;

/**
 * Somebody is about to read or write a desktop's clipboard; what an observer throws prevents it.
 * What is on it may be a password: it is not told.
 *
 * @param type as the audit names it: {@code clipboard.read} or {@code clipboard.written}
 * @param characters how many the text has
 */
public record ClipboardUsed(String sessionId, Actor actor, String type, int characters) {}
