package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is promised about the provider of single sign-on, where none is configured. */
interface SignInContract extends Contract {
  @Test
  default void administratorsLearnWhetherAProviderLetsPeopleIn() {
    Answer answer = caller().get("/system/sign-in");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).containsEntry("configured", false).doesNotContainKey("reachable");
    assertThat(answer.text("redirect_uri")).endsWith("/console/sign-in/back").startsWith("http");
    isProblem(anybody().get("/system/sign-in"), 401);
  }
}
