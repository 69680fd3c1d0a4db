/**
 * The Model Context Protocol: desktops as tools of a model, for whoever may use them. Knows the
 * rooms it faces; nobody knows it.
 */
package dev.atelier.mcp;
