package dev.atelier.http;

import dev.atelier.desktop.EngineReport;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What the engine and the database said when they were asked how they are.
 *
 * @param sessions how many there are; empty when the database is silent
 * @param spentToday in US dollars; empty when the database is silent
 * @param cap the most that may be spent a day, in US dollars; empty when the database is silent
 * @param engines each of them, when there are several
 * @param problems in plain words; empty when all is well
 */
record Checkup(
    boolean desktopReachable,
    Optional<Integer> sessions,
    Optional<BigDecimal> spentToday,
    Optional<BigDecimal> cap,
    List<EngineReport> engines,
    List<String> problems) {}
