package dev.atelier.task;

/** A step was taken. Fired within the transaction that stores it. */
public record StepTaken(Task task, Step step) {}
