package dev.atelier.control;

/** Another one drives a desktop now, or nobody; on record by then. */
public record DriverChanged(String sessionId) {}
