package dev.atelier.desktop;

/**
 * What a desktop asked for and was refused.
 *
 * @param host a name or an address; empty when it asked for more than is counted one by one
 * @param reason {@code list}, {@code private}, {@code port}; {@code many} when the host is empty
 * @param count how often since it was last told
 * @param boot which run of the proxy tells it
 * @param line counts what that run has told, from 1
 */
public record EgressDenial(
    String desktop, String host, int port, String reason, long count, String boot, long line) {}
