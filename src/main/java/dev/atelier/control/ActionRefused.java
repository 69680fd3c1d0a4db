package dev.atelier.control;

/** A request to act was refused; nothing was carried out. */
public record ActionRefused(String sessionId, Actor actor, String request, String reason) {}
