/**
 * The single-desktop API: the same server for clients that know of one desktop only, under {@code
 * /api} and under {@code /api/computer}, in Unix seconds. A thin face over {@code task}, {@code
 * session}, {@code snapshot} and {@code cost}, which with the words of {@code vision} and {@code
 * json} are all it may know; nobody knows it.
 *
 * <p>Which desktop a request is about is chosen in one place, {@code Desk}. It is the default one
 * ({@code session.DefaultDesktop}), which is known by a mark in its row, written with the row, and
 * not by its label: anybody may give another desktop the same label, and this one another, and a
 * client must neither be led to somebody else's desktop nor lose its own. One is made at a time, in
 * a turn of this server, to which the database belongs. The mark outlives the desktop, so that the
 * tasks and snapshots of one that was deleted are still there beside those of the next.
 *
 * <p>The resources of {@code /api/computer} extend those of {@code /api} and have nothing of their
 * own: one implementation, and {@code /openapi} lists both forms with their roles.
 */
package dev.atelier.single;
