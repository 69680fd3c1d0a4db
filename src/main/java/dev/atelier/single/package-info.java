/**
 * The single-desktop API: the same server for clients that know of one desktop only, under {@code
 * /api} and under {@code /api/computer}, in Unix seconds. A thin face over {@code task}, {@code
 * session}, {@code snapshot} and {@code cost}, which with {@code json} and {@code stream} are all
 * it may know; nobody knows it. Which desktop a request is about is chosen in one place, {@code
 * Desk}.
 */
package dev.atelier.single;
