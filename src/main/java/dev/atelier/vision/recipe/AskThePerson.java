package dev.atelier.vision.recipe;

import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;

/** Asks a person for what only they can give, and waits until they have answered or done it. */
record AskThePerson(String question) implements RecipeStep {

  @Override
  public String past() {
    return "asked “" + question + "”";
  }

  @Override
  public Written written() {
    return Written.of(Kind.ASK, "“" + question + "”");
  }

  @Override
  public Move next(Scene scene) {
    return new Move.Ask(question);
  }
}
