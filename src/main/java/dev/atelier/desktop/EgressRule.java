package dev.atelier.desktop;

import java.util.List;

/**
 * What one desktop may reach.
 *
 * @param allow the sites on its own list
 */
public record EgressRule(EgressMode mode, List<Site> allow) {
  /** The longest list. */
  public static final int MOST_SITES = 200;

  public EgressRule {
    allow = allow.stream().distinct().sorted().toList();
    if (allow.size() > MOST_SITES) {
      throw new IllegalArgumentException("holds more than " + MOST_SITES + " sites");
    }
  }
}
