package dev.atelier;

import dev.atelier.Credential.Kind;
import java.util.Optional;

/**
 * Whose something is: known by what they came in with, as others may have their name too.
 *
 * @param name for people to read
 * @param with empty where that is not known; it is nobody's then
 * @param withId which one of its kind
 */
public record Owner(String name, Optional<Kind> with, String withId) {

  public static Owner of(Caller caller) {
    Credential credential = caller.credential();
    return new Owner(
        caller.name(),
        Optional.of(credential.kind()).filter(kind -> kind != Kind.NONE),
        credential.id());
  }

  /** Of whom only the name is known. */
  public static Owner named(String name) {
    return new Owner(name, Optional.empty(), "");
  }

  /** Whether it is that caller, for certain. */
  public boolean is(Caller caller) {
    return with.filter(caller.credential()::is).isPresent()
        && withId.equals(caller.credential().id());
  }

  /** Whether it is that caller, as far as is known. */
  public boolean mayBe(Caller caller) {
    return with.isPresent() ? is(caller) : name.equals(caller.name());
  }
}
