package dev.atelier.cost;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What was spent on one thing.
 *
 * @param key the day, the desktop's id, who gave the tasks, backend and model, or the task's id;
 *     empty for tasks of which nobody kept who gave them
 * @param name what people call it, where that is something else
 * @param usd what is booked and what is set aside, in US dollars
 * @param calls how many calls of models
 */
public record Sum(String key, Optional<String> name, BigDecimal usd, long calls) {}
