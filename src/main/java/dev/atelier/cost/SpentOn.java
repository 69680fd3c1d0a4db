package dev.atelier.cost;

import dev.atelier.vision.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What a day's calls of one model for one task cost, with names for people. */
public record SpentOn(
    LocalDate day,
    String desktop,
    String person,
    String backend,
    String model,
    String taskId,
    String goal,
    long calls,
    Usage usage,
    BigDecimal usd) {}
