package dev.atelier.control;

import dev.atelier.desktop.Action;

/**
 * An action is about to be carried out. Who observes it and throws prevents it.
 *
 * @param epoch of the control it relies on; 0 for none
 */
public record ActionBegins(String sessionId, Actor actor, long epoch, Action action) {}
