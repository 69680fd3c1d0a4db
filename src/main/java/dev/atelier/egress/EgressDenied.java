package dev.atelier.egress;

/**
 * A desktop was refused what it asked for.
 *
 * @param host empty when these are many that are not told one by one
 * @param count how often since this was last said
 */
public record EgressDenied(String sessionId, String host, int port, String reason, long count) {}
