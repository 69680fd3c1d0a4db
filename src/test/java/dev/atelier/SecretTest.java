package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {
  private static final Secret SECRET = Secret.of(" sk-planted \n");

  /** Something that somebody prints without a thought. */
  private record Settings(String name, Optional<Secret> key) {}

  @Test
  void printsAsDotsWhereverItIs() {
    assertThat("the key " + SECRET + " " + new Settings("x", Optional.of(SECRET)) + List.of(SECRET))
        .doesNotContain("planted")
        .contains(Secret.MASK);
  }

  @Test
  void isItsTextWithoutTheSpaceAround() {
    assertThat(SECRET.revealed()).isEqualTo("sk-planted");
    assertThat(SECRET.is("sk-planted")).isTrue();
    assertThat(SECRET.is("sk-plante")).isFalse();
    assertThat(SECRET).isEqualTo(Secret.of("sk-planted")).isNotEqualTo(Secret.of("other"));
    assertThat(Secret.set(Optional.of(Secret.of(" ")))).isEmpty();
    assertThat(Secret.set(Optional.of(SECRET))).contains(SECRET);
  }
}
