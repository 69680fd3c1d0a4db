package dev.atelier.files;

/**
 * Somebody is about to use a file in a desktop's home; what an observer throws prevents it.
 *
 * @param type as the audit names it: {@code file.list}, {@code file.read}, {@code file.write} or
 *     {@code file.delete}
 * @param path below the home
 */
public record FileAsked(String sessionId, String type, String path, String actor) {}
