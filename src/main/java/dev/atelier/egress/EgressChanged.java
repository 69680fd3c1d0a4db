package dev.atelier.egress;

import dev.atelier.desktop.EgressRule;

/** A desktop may reach something else from now on. */
public record EgressChanged(String sessionId, EgressRule rule, String actor) {}
