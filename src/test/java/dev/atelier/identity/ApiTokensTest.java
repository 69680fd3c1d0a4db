package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.Role;
import dev.atelier.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokensTest {
  private final ApiTokens tokens =
      new ApiTokens(Optional.of(Secret.of("one")), Optional.of(Secret.of(" two ")));

  @Test
  void blankOnesAreNone() {
    assertThat(new ApiTokens(Optional.empty(), Optional.empty()).none()).isTrue();
    assertThat(new ApiTokens(Optional.of(Secret.of(" ")), Optional.of(Secret.of(""))).none())
        .isTrue();
    assertThat(tokens.none()).isFalse();
  }

  @Test
  void eachOpensEverythingUnderItsOwnName() {
    assertThat(tokens.caller("one").orElseThrow().with(Credential.NONE))
        .isEqualTo(Caller.of("token", Role.ADMIN));
    assertThat(tokens.caller("two")).isEqualTo(tokens.named("token 2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "three", "onetwo", "on", "ONE", "one two"})
  void anythingElseOpensNothing(String secret) {
    assertThat(tokens.caller(secret)).isEmpty();
  }
}
