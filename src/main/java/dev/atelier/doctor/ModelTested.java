package dev.atelier.doctor;

/** Somebody had a model asked whether it answers. */
public record ModelTested(ModelTest test, String actor) {}
