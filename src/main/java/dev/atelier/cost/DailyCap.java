package dev.atelier.cost;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A cap per day, as it holds now.
 *
 * @param configured what the settings say; empty where they say nothing
 * @param set what holds in its place, where somebody set it
 */
public record DailyCap(CapScope scope, Optional<BigDecimal> configured, Optional<SetCap> set) {

  /** The most that may be spent, in US dollars; empty where there is no bound. */
  public Optional<BigDecimal> usd() {
    return set.map(SetCap::usd).or(() -> configured);
  }

  /** Where it is changed, to follow “the cap of $1 for a day”. */
  String whereSet() {
    return set.isPresent() ? "set on the page Costs" : scope.setting();
  }
}
