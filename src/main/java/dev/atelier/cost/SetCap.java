package dev.atelier.cost;

import java.math.BigDecimal;
import java.time.Instant;

/** A cap that somebody set while the server runs, in US dollars. */
public record SetCap(BigDecimal usd, String by, Instant at) {}
