package dev.atelier.cost;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Another cap holds. Fired within the transaction that stores it.
 *
 * @param from in US dollars; empty where there was no bound
 * @param to in US dollars; empty where there is none any more
 * @param actor who changed it
 */
public record CapChanged(
    CapScope scope, Optional<BigDecimal> from, Optional<BigDecimal> to, String actor) {}
