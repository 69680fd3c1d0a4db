package dev.atelier.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.TooMany;
import dev.atelier.files.TooManyTransfers;
import dev.atelier.replay.TooManyReplays;
import dev.atelier.vision.UnknownVisionBackend;
import java.io.EOFException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {

  @Test
  void aTaskWhoseBackendIsGoneCannotGoOnAndIsToldWhichThereAre() {
    Problem problem =
        ProblemMapper.known(new UnknownVisionBackend("oracle", List.of("recipe", "holo3")))
            .orElseThrow();
    assertThat(problem.status()).isEqualTo(409);
    assertThat(problem.detail()).contains("oracle", "recipe", "holo3");
  }

  @Test
  void aBodyThatCannotBeReadIsTheCallersMistake() {
    assertThat(ProblemMapper.known(new EOFException()).orElseThrow().status()).isEqualTo(400);
    assertThat(ProblemMapper.known(new UnsupportedCharsetException("x")).orElseThrow().status())
        .isEqualTo(415);
    assertThat(ProblemMapper.known(new BodyTooLarge(7)).orElseThrow().status()).isEqualTo(413);
  }

  @Test
  void whoComesAtABusyMomentIsToldWhenToComeAgain() {
    for (TooMany busy : List.of(new TooManyReplays("videos"), new TooManyTransfers(40))) {
      assertThat(ProblemMapper.known(busy).orElseThrow().status()).isEqualTo(429);
      assertThat(busy.retryAfterSeconds()).isBetween(1L, 60L);
    }
  }

  @Test
  void whatNobodyForesawIsNotExplained() {
    assertThat(ProblemMapper.known(new IllegalStateException("line 5"))).isEmpty();
  }
}
