package dev.atelier.mcp;

import dev.atelier.Caller;

/**
 * What a request tells of whoever sent it.
 *
 * @param base where the server is, by the address that the client calls it by; ends with a slash
 * @param giver by what name their tasks are counted
 */
record Visit(Caller caller, String base, String giver) {}
