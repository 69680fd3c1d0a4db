package dev.atelier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SigningSecretTest {
  /** The example that the standard's own libraries are tested with. */
  @Test
  void itSignsAsTheStandardDoes() {
    SigningSecret secret = SigningSecret.read(Receiver.SECRET).orElseThrow();
    assertThat(
            secret.signature(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void itIsReadAsItIsSpelled() {
    SigningSecret secret = SigningSecret.random();
    assertThat(secret.spelled()).startsWith("whsec_").hasSize(50);
    assertThat(SigningSecret.read(secret.spelled()).orElseThrow().spelled())
        .isEqualTo(secret.spelled());
    assertThat(SigningSecret.random().spelled()).isNotEqualTo(secret.spelled());
    assertThat(secret.toString()).doesNotContain(secret.spelled());
  }

  @Test
  void whatIsShortOrOfOtherLettersIsNone() {
    assertThat(SigningSecret.read("whsec_c2hvcnQ=")).isEmpty();
    assertThat(SigningSecret.read("whsec_" + "A".repeat(92))).isEmpty();
    assertThat(SigningSecret.read("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).isEmpty();
    assertThat(SigningSecret.read("whsec_MfKQ9r8GKYqrTwj__D8ILPZIo2LaLaSw")).isEmpty();
    assertThat(SigningSecret.read("")).isEmpty();
  }
}
