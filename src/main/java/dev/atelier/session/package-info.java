/**
 * Who has which desktop, and its life: created, found again after a restart, woken, deleted. Knows
 * {@code desktop}.
 */
package dev.atelier.session;
