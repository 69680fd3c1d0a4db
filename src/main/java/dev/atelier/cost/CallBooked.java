package dev.atelier.cost;

import dev.atelier.vision.Usage;
import java.math.BigDecimal;

/** What a model call cost is known. Fired within the transaction that books it. */
public record CallBooked(BookedCall call, BookedCall.State state, Usage usage, BigDecimal usd) {}
