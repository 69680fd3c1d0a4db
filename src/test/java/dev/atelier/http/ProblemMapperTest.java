package dev.atelier.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.vision.UnknownVisionBackend;
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
  void whatNobodyForesawIsNotExplained() {
    assertThat(ProblemMapper.known(new IllegalStateException("line 5"))).isEmpty();
  }
}
