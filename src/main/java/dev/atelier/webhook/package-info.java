/**
 * Other programs are told what happens: who wants to know ({@code Webhooks}), what is to be told,
 * as rows ({@code Outbox}), and how it is carried ({@code Courier}). Knows {@code task}, {@code
 * schedule}, {@code session}, {@code vision}, {@code identity} and {@code json}; {@code audit}
 * watches it.
 */
package dev.atelier.webhook;
