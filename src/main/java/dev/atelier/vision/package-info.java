/**
 * What to do next. The port {@code VisionBackend} and what passes through it; each adapter has a
 * room below, and no vendor's JSON leaves it. Knows {@code desktop}.
 */
package dev.atelier.vision;
