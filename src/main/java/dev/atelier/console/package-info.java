/**
 * Vaadin views for people, at {@code /console}, and the web root around them. Views call the same
 * beans as the API and are told of changes by CDI events. May know every room but the adapters,
 * {@code storage}, {@code http} and {@code single}; nobody knows it.
 */
package dev.atelier.console;
