package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compose file promises beside the server itself. */
class ComposeTest {
  private static final Path FILE = Path.of("compose/docker-compose.yml");

  @Test
  void theModelOfOnesOwnStartsOnlyWhenAskedForByEitherName() throws IOException {
    assertThat(service("holo3")).contains("profiles: [\"holo3\", \"local-vision\"]");
  }

  @Test
  void theModelOfOnesOwnGetsAGpu() throws IOException {
    assertThat(service("holo3"))
        .containsSubsequence(
            "deploy:",
            "resources:",
            "reservations:",
            "devices:",
            "- driver: nvidia",
            "count: 1",
            "capabilities: [\"gpu\"]");
  }

  @Test
  void itsWeightsOutliveTheContainer() throws IOException {
    assertThat(service("holo3"))
        .containsSubsequence("volumes:", "- holo3-weights:/root/.cache/huggingface");
    assertThat(below("volumes:", 0)).contains("holo3-weights:");
  }

  @Test
  void itHasTimeToFetchThemBeforeItCountsAsUnwell() throws IOException {
    List<String> holo3 = service("holo3");

    assertThat(holo3).containsSubsequence("healthcheck:", "start_period: 45m");
    assertThat(holo3).anyMatch(line -> line.startsWith("test:") && line.contains(":8000/health"));
  }

  @Test
  void theServerFindsItThere() throws IOException {
    assertThat(service("server"))
        .contains("- HOLO3_ENDPOINT=${HOLO3_ENDPOINT:-http://holo3:8000/v1}");
  }

  private static List<String> service(String name) throws IOException {
    return below(name + ":", 2);
  }

  /** The lines of a block without their indents, comments and empty lines left out. */
  private static List<String> below(String head, int indent) throws IOException {
    try (Stream<String> lines = Files.lines(FILE)) {
      return lines
          .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
          .dropWhile(line -> !line.equals(" ".repeat(indent) + head))
          .skip(1)
          .takeWhile(line -> line.startsWith(" ".repeat(indent + 1)))
          .map(String::strip)
          .toList();
    }
  }
}
