package dev.atelier.doctor;

/** A part of a sentence that is itself said in the reader's language, by its key. */
record Words(String key) {}
