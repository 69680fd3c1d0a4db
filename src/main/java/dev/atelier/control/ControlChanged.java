package dev.atelier.control;

import java.util.Map;
import java.util.Optional;

/**
 * A person took control of a desktop, or has it no more. Fired within the transaction that puts it
 * on record.
 *
 * @param type as the audit names it: {@code control.taken}, {@code control.handed_back}, {@code
 *     control.expired}, {@code control.lapsed}, {@code control.force_released}
 * @param actor who caused it
 * @param epoch the one that begins with it
 * @param taskId the task that waits meanwhile, or goes on now
 */
public record ControlChanged(
    String sessionId,
    String type,
    String actor,
    long epoch,
    Optional<String> taskId,
    Map<String, Object> detail) {}
