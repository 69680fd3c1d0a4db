package dev.atelier.vision;

/**
 * A call about to be made to a model.
 *
 * @param backend the name of the backend that makes it
 * @param model as the price list knows it
 * @param atMost what it may take at most
 */
public record ModelCall(String backend, String model, Usage atMost) {}
