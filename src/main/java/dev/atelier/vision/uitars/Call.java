package dev.atelier.vision.uitars;

import dev.atelier.vision.wire.PlainWords;
import dev.atelier.vision.wire.Unintelligible;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** One action as the model writes it: {@code name(argument='value', …)}. */
record Call(String name, Map<String, String> arguments) {

  /** The first of the names that is there: the grammar's variants name the same differently. */
  String required(String... names) {
    for (String argument : names) {
      String value = arguments.get(argument);
      if (value != null) {
        return value;
      }
    }
    throw new Unintelligible(name + " lacks its argument " + names[0]);
  }

  boolean hasAny(String... names) {
    return Set.of(names).stream().anyMatch(arguments::containsKey);
  }

  /** An argument that is not understood might have changed what is meant. */
  Call only(String... known) {
    for (String argument : arguments.keySet()) {
      if (!Set.of(known).contains(argument)) {
        throw new Unintelligible(name + " has no argument “" + PlainWords.quote(argument) + "”");
      }
    }
    return this;
  }

  static Call of(String name, Map<String, String> arguments) {
    return new Call(name, new LinkedHashMap<>(arguments));
  }
}
