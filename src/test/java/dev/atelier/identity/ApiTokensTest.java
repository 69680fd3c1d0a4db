package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokensTest {
  private final ApiTokens tokens = new ApiTokens(Optional.of("one"), Optional.of(" two "));

  @Test
  void withoutATokenTheServerIsOpen() {
    assertThat(new ApiTokens(Optional.empty(), Optional.empty()).open()).isTrue();
    assertThat(new ApiTokens(Optional.of(" "), Optional.of("")).open()).isTrue();
    assertThat(tokens.open()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer one", "bearer one", "BEARER two", "Bearer  one "})
  void eitherTokenIsAcceptedAndTheSchemeInAnyCase(String header) {
    assertThat(tokens.accept(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer three",
        "Bearer onetwo",
        "Bearer on",
        "Basic one",
        "one",
        "Bearer ONE",
        "Bearer one two"
      })
  void anythingElseIsNot(String header) {
    assertThat(tokens.accept(header)).isFalse();
  }

  @Test
  void noHeaderIsNoToken() {
    assertThat(tokens.accept(null)).isFalse();
  }

  @Test
  void anOpenServerAcceptsNoTokenAsProof() {
    assertThat(new ApiTokens(Optional.empty(), Optional.empty()).accept("Bearer ")).isFalse();
  }
}
