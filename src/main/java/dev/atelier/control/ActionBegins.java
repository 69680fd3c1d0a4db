package dev.atelier.control;

import dev.atelier.desktop.Action;

/** An action is about to be carried out. Who observes it and throws prevents it. */
public record ActionBegins(String sessionId, Actor actor, Action action) {}
