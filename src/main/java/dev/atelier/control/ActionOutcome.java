package dev.atelier.control;

import dev.atelier.desktop.ActionResult;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of an action.
 *
 * @param message one line; of a failed action, what went wrong, beginning with {@code desktop
 *     error:}
 * @param result what the action itself tells; empty when it failed
 */
public record ActionOutcome(
    boolean ok, String message, Duration duration, Optional<ActionResult> result) {}
