package dev.atelier.control;

import dev.atelier.desktop.Action;

/**
 * An action was carried out, or failed. Fired within the transaction that stores what came of it.
 */
public record ActionEnded(String sessionId, Actor actor, Action action, ActionOutcome outcome) {}
