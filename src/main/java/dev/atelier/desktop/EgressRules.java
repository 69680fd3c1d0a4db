package dev.atelier.desktop;

/** Knows what each desktop may reach. Thread-safe. */
public interface EgressRules {
  EgressRule of(String desktop);
}
