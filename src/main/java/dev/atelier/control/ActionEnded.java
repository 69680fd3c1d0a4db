package dev.atelier.control;

import dev.atelier.desktop.Action;

/**
 * An action was carried out, or failed. Fired within the transaction that stores what came of it.
 *
 * @param epoch of the control it relied on; 0 for none
 */
public record ActionEnded(
    String sessionId, Actor actor, long epoch, Action action, ActionOutcome outcome) {}
