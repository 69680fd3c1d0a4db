/**
 * The fleet's changes as server-sent events: what changed ({@code ChangeLog}), how it stands now
 * ({@code FleetState}), and who is told ({@code FleetStreams}). Knows {@code session}, {@code
 * task}, {@code control}, {@code cost}, {@code stream} and {@code json}.
 */
package dev.atelier.feed;
