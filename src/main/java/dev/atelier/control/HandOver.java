package dev.atelier.control;

import java.time.Duration;

/**
 * A person had control while a task was at work, and has it no more.
 *
 * @param drove for how long they had it
 * @param handedBack whether they gave it back themselves; otherwise their connection ended, or
 *     somebody took it from them
 * @param note what they said they did; may be empty
 */
public record HandOver(String person, Duration drove, boolean handedBack, String note) {}
